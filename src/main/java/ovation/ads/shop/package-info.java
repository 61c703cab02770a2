/** Shop Ads: the products and LIVE rooms that an ad may lead to, drawn by whoever owns them. */
@NullMarked
package ovation.ads.shop;

import org.jspecify.annotations.NullMarked;
