import type { Connector } from '../../ports.ts';
import { file } from './file.ts';
import { json } from './json.ts';
import { vendure } from './vendure.ts';

/** Every system that can be read. To add one is to add its file and one line here. */
export const connectors: readonly Connector[] = [vendure, json, file];

export const connectorById = (id: string): Connector | null => connectors.find((connector) => connector.id === id) ?? null;
