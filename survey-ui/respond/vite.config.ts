// How the phone page is built: for browsers of some years ago, with the survey engine in a chunk that loads behind the first page.
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/respond/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['es2018', 'chrome80', 'safari13'],
    cssTarget: 'chrome80',
    manifest: true,
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      input: 'boot.ts',
      output: { codeSplitting: { groups: [{ name: 'engine', test: /node_modules[\\/]survey-core[\\/]/ }] } },
    },
  },
})
