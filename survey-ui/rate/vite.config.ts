// How the scripts of the rating pages are built: one file each, for browsers of some years ago; the server puts them into the pages.
import { defineConfig, type Plugin } from 'vite'

/** A shared chunk would be a second request, and an inline script could not import it. */
const alone: Plugin = {
  name: 'minping-alone',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk' && (!file.isEntry || file.imports.length + file.dynamicImports.length > 0))
        this.error(`${file.fileName} requires to stand alone: share types between the rating pages, not code`)
  },
}

export default defineConfig({
  plugins: [alone],
  build: {
    target: ['es2018', 'chrome80', 'safari13'],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { phone: 'phone.ts', tablet: 'tablet.ts', shell: 'shell.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
})
