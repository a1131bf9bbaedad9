// How the office console is built: React as a long-lived chunk of its own, charts only when a page draws one.
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/console/',
  build: {
    // Office PCs often run a browser that is some years old.
    target: ['es2020', 'chrome87', 'safari14'],
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'charts', test: /node_modules[\\/](?:echarts|zrender)[\\/]/, priority: 2 },
            { name: 'kit', test: /node_modules[\\/]/, priority: 1 },
          ],
        },
      },
    },
  },
})
