// A real Vendure on 127.0.0.1: `node server.mjs --port N --data DIR`. Its database is one file in DIR, so that it can be
// stopped and started again. Prints one line of JSON when it answers. Seeding goes through its own Admin API.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, DefaultLogger, dummyPaymentHandler, LanguageCode, LogLevel } from '@vendure/core';
import { seed } from './seed.mjs';

const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } });
const port = Number(values.port);
const data = values.data ?? '.';
mkdirSync(data, { recursive: true });
const database = join(data, 'vendure.sqlite');
const secretsFile = join(data, 'sandbox.json');
const fresh = !existsSync(secretsFile);
const kept = fresh ? { password: randomBytes(12).toString('hex'), apiKey: '' } : JSON.parse(readFileSync(secretsFile, 'utf8'));

const app = await bootstrap({
  apiOptions: { port, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api', adminListQueryLimit: 1000 },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    superadminCredentials: { identifier: 'superadmin', password: kept.password },
    requireVerification: false,
  },
  dbConnectionOptions: { type: 'sqljs', location: database, autoSave: true, synchronize: true, logging: false },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  defaultLanguageCode: LanguageCode.en,
  logger: new DefaultLogger({ level: LogLevel.Error, timestamp: false }),
});

const root = `http://127.0.0.1:${port}`;
if (fresh) {
  kept.apiKey = await seed(`${root}/admin-api`, kept.password);
  writeFileSync(secretsFile, JSON.stringify(kept));
}
console.log(
  JSON.stringify({
    adminApi: `${root}/admin-api`,
    shopApi: `${root}/shop-api`,
    apiKey: kept.apiKey,
    password: kept.password,
    pid: process.pid,
  }),
);

process.on('SIGTERM', () => {
  app.close().finally(() => process.exit(0));
});
