import { lezer } from '@lezer/generator/rollup';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Browsers with light-dark(), which the colours use; without this the CSS minifier may rewrite it.
const browsers = ['chrome123', 'firefox120', 'safari17.5'];

export default defineConfig({
  plugins: [lezer(), react()],
  build: {
    target: browsers,
    cssTarget: browsers,
    // The content security policy of the server allows no inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  // `npm run dev` shows the page with the API of a server that runs on this machine (CSIP_URL names another).
  // The page's own address goes along, so that the server sees that its writes come from the page.
  server: {
    proxy: Object.fromEntries(
      ['/api', '/apis'].map((path) => [path, { target: process.env['CSIP_URL'] ?? 'http://127.0.0.1:8080', changeOrigin: false }]),
    ),
  },
});
