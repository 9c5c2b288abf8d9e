import { snippetOf } from './snippet.js';
import { count, line, text, thousandths, told } from './values.js';

/** @param {any} value of an orderMessage */
export const orderOf = value => ({
  kind: 'order',
  ...told({
    title: line(value.orderTitle),
    text: text(value.message),
    items: count(value.itemCount),
    amount: thousandths(value.totalAmount1000),
    currency: line(value.totalCurrencyCode)?.slice(0, 8),
  }),
});

/** @param {any} value of a productMessage */
export function productOf({ product, catalog, body, footer }) {
  const title = line(product?.title) ?? line(catalog?.title) ?? line(product?.description) ?? 'Product';
  return {
    kind: 'product',
    title,
    ...told({
      description: text(product?.description ?? catalog?.description),
      amount: thousandths(product?.salePriceAmount1000 > 0 ? product.salePriceAmount1000 : product?.priceAmount1000),
      currency: line(product?.currencyCode)?.slice(0, 8),
      url: line(product?.url),
      text: text([text(body), text(footer)].filter(Boolean).join('\n')),
    }),
  };
}

/**
 * A payment, which no API shows in full: what it says of itself.
 *
 * @param {any} value of a payment message
 * @returns {string | undefined}
 */
export function paymentCaption({ noteMessage, currencyCodeIso4217: currency, amount1000, amount, note }) {
  const sum = thousandths(amount1000) ?? (amount ? Number(amount.value) / (Number(amount.offset) || 1) : undefined);
  const unit = line(currency) ?? line(amount?.currencyCode);
  return text([sum !== undefined && Number.isFinite(sum) ? [unit?.slice(0, 8), sum.toFixed(2)].filter(Boolean).join(' ') : undefined, snippetOf(noteMessage) ?? text(note, 500)].filter(Boolean).join(' – '));
}
