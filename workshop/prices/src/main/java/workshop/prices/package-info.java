/**
 * What the approaches of the steps cost, and how fast the kit's queue is compared with others. Run
 * on demand: see {@link workshop.prices.PriceList}.
 */
package workshop.prices;
