// How the inspector's page is built: one page and one worker, for browsers some years old too.
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/verify/',
  build: { target: ['es2019', 'chrome80', 'safari14', 'firefox78'], modulePreload: { polyfill: false } },
})
