import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { tapPage } from '../core/edge/console/page-tap.ts';

/** In the page's own world as `page-data.ts` is, for a profile that is not built in: what it reads is said by `page-table.ts`. */
export default defineUnlistedScript(() => tapPage(window, null));
