// What a small cross-border shop has: three warehouses, 84 variants, one way to pay, one way to ship, and a key for Stockcue.
const NAMES = [
  'Fleece Socks',
  'Lip Tint',
  'Yoga Leggings',
  'Insulated Tumbler',
  'Initial Necklace',
  'Sunset Lamp',
  'Canvas Tote',
  'Hair Claw',
  'Phone Strap',
  'Bath Towel',
  'Ceramic Mug',
  'Desk Mat',
  'Silk Scarf',
  'Travel Pouch',
];
const SIZES = ['S', 'M', 'L', 'XL', 'XXL', '3XL'];
export const LOCATIONS = ['US-LAX-01', 'DE-FRA-01', 'GB-BHX-01'];

export function client(url, headers = {}) {
  let token = null;
  return async (query, variables = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    token = response.headers.get('vendure-auth-token') ?? token;
    const { data, errors } = await response.json();
    if (errors) throw new Error(`${errors[0].message} in ${query.slice(0, 60)}`);
    return data;
  };
}

/** Sets the shop up through its own Admin API; answers with an API key that may read the catalogue and orders, and update the catalogue. */
export async function seed(adminApi, password) {
  const ask = client(adminApi);
  await ask('mutation($p:String!){login(username:"superadmin",password:$p){__typename}}', { p: password });
  const { createCountry: country } = await ask('mutation($i:CreateCountryInput!){createCountry(input:$i){id}}', {
    i: { code: 'US', enabled: true, translations: [{ languageCode: 'en', name: 'United States' }] },
  });
  const { createZone: zone } = await ask('mutation($i:CreateZoneInput!){createZone(input:$i){id}}', {
    i: { name: 'US', memberIds: [country.id] },
  });
  const { createTaxCategory: category } = await ask('mutation($i:CreateTaxCategoryInput!){createTaxCategory(input:$i){id}}', {
    i: { name: 'Standard', isDefault: true },
  });
  await ask('mutation($i:CreateTaxRateInput!){createTaxRate(input:$i){id}}', {
    i: { name: 'None', enabled: true, value: 0, categoryId: category.id, zoneId: zone.id },
  });
  const { activeChannel } = await ask('{activeChannel{id}}');
  await ask('mutation($i:UpdateChannelInput!){updateChannel(input:$i){__typename}}', {
    i: { id: activeChannel.id, defaultTaxZoneId: zone.id, defaultShippingZoneId: zone.id, pricesIncludeTax: false },
  });
  await ask('mutation($i:CreateShippingMethodInput!){createShippingMethod(input:$i){id}}', {
    i: {
      code: 'standard',
      fulfillmentHandler: 'manual-fulfillment',
      checker: { code: 'default-shipping-eligibility-checker', arguments: [{ name: 'orderMinimum', value: '0' }] },
      calculator: {
        code: 'default-shipping-calculator',
        arguments: [
          { name: 'rate', value: '500' },
          { name: 'includesTax', value: 'auto' },
          { name: 'taxRate', value: '0' },
        ],
      },
      translations: [{ languageCode: 'en', name: 'Standard', description: '' }],
    },
  });
  await ask('mutation($i:CreatePaymentMethodInput!){createPaymentMethod(input:$i){id}}', {
    i: {
      code: 'dummy',
      enabled: true,
      handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'false' }] },
      translations: [{ languageCode: 'en', name: 'Dummy', description: '' }],
    },
  });
  const places = [];
  for (const name of LOCATIONS) {
    const { createStockLocation } = await ask('mutation($i:CreateStockLocationInput!){createStockLocation(input:$i){id}}', {
      i: { name },
    });
    places.push(createStockLocation.id);
  }
  await products(ask, category.id, places);
  return apiKey(ask);
}

/** Most stock stands in one place each, so that one order is served from one location. */
async function products(ask, taxCategoryId, places) {
  for (const [index, name] of NAMES.entries()) {
    const { createProduct: product } = await ask('mutation($i:CreateProductInput!){createProduct(input:$i){id}}', {
      i: {
        enabled: true,
        translations: [{ languageCode: 'en', name, slug: name.toLowerCase().replaceAll(' ', '-'), description: '' }],
      },
    });
    const { createProductOptionGroup: group } = await ask(
      'mutation($i:CreateProductOptionGroupInput!){createProductOptionGroup(input:$i){id options{id code}}}',
      {
        i: {
          code: `size-${index}`,
          translations: [{ languageCode: 'en', name: 'Size' }],
          options: SIZES.map((size) => ({ code: size.toLowerCase(), translations: [{ languageCode: 'en', name: size }] })),
        },
      },
    );
    await ask('mutation($p:ID!,$g:ID!){addOptionGroupToProduct(productId:$p,optionGroupId:$g){id}}', {
      p: product.id,
      g: group.id,
    });
    await ask('mutation($i:[CreateProductVariantInput!]!){createProductVariants(input:$i){id}}', {
      i: SIZES.map((size, at) => ({
        productId: product.id,
        sku: `${name
          .split(' ')
          .map((word) => word[0])
          .join('')}${String(index + 1).padStart(2, '0')}-${size}`,
        price: 990 + 100 * index,
        trackInventory: 'TRUE',
        taxCategoryId,
        optionIds: [group.options[at].id],
        translations: [{ languageCode: 'en', name: `${name} ${size}` }],
        stockLevels: places.map((stockLocationId, place) => ({
          stockLocationId,
          stockOnHand: place === (index + at) % places.length ? 120 + 10 * at : 0,
        })),
      })),
    });
  }
}

async function apiKey(ask) {
  const { createRole: role } = await ask('mutation($i:CreateRoleInput!){createRole(input:$i){id}}', {
    i: {
      code: 'stockcue',
      description: 'Reads stock and orders, pauses variants',
      permissions: ['ReadCatalog', 'UpdateCatalog', 'ReadStockLocation', 'ReadOrder'],
    },
  });
  const { createApiKey: key } = await ask('mutation($i:CreateApiKeyInput!){createApiKey(input:$i){apiKey}}', {
    i: { roleIds: [role.id], translations: [{ languageCode: 'en', name: 'Stockcue' }] },
  });
  return key.apiKey;
}
