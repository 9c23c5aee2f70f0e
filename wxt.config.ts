import { defineConfig } from 'wxt';
import { profiles } from './core/edge/console/registry.ts';

/**
 * Test builds ask for their hosts up front, because no headless browser can answer a permission prompt.
 * A test compares both manifests: only hosts may differ.
 */
const testHosts = process.env.STOCKCUE_TEST_HOSTS?.split(',') ?? [];

export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  imports: false,
  outDir: process.env.STOCKCUE_OUT ?? '.output',
  // The script in a page's own world carries the addresses that it reads, and nothing else of the profiles.
  vite: () => ({ define: { STOCKCUE_PAGE_DATA: JSON.stringify(profiles.flatMap(({ data }) => data)) } }),
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', ...(browser === 'firefox' ? [] : ['sidePanel'])],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    optional_permissions: ['notifications', ...(browser === 'firefox' ? [] : ['offscreen'])],
    ...(testHosts.length > 0 ? { host_permissions: testHosts } : {}),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'stockcue@stockcue.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
    ...(browser === 'firefox' ? {} : { side_panel: { default_path: 'panel.html?surface=sidePanel' } }),
    web_accessible_resources: [{ resources: ['panel.html'], matches: ['<all_urls>'] }],
  }),
});
