import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { bring } from '../core/edge/console/on-demand.ts';
import { startTeaching } from '../core/edge/console/teach/teach.ts';

/** Teach mode on a console page: injected by the worker when a person asks for it there. */
export default defineUnlistedScript(() => bring('teach', startTeaching));
