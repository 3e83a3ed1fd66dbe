/**
 * What the approaches of the steps cost, and how fast the kit's queue is beside others: run on
 * demand, see {@link workshop.prices.PriceList}.
 */
package workshop.prices;
