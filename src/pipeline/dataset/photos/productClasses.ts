/**
 * Which class of Fashion-MNIST an article type of the shop belongs to. A type is left out where its pictures span several classes
 * ("Tops" hold vests, blouses and long-sleeved shirts; "Flats" hold ballerinas and sandals), where the class would not know it (a
 * Kurta is a long Indian shirt, shorts are no trousers) or where it is no garment of these ten.
 *
 * - Shirt: Shirts alone; a Tunic is longer and mostly without buttons.
 * - Trouser: all long legs that are worn outside: Jeans, Track Pants, Leggings and Jeggings are cut alike; Lounge Pants too.
 * - Coat: Jackets, Blazers, Rain and Nehru Jackets; the shop sells no coat of its own name.
 * - Sandal: Flip Flops and Heels too: Fashion-MNIST's sandals are open shoes, with high heels among them. That is the doubtful line
 *   of this table, since Heels also hold closed pumps, which nothing in Fashion-MNIST matches better.
 * - Sneaker: Casual Shoes too, which hold some loafers; Formal Shoes are no sneakers and are left out.
 * - Bag: everything with a handle or strap that is carried; no wallets.
 * - Ankle boot: Booties, for which there are a dozen, most of them babies' shoes; so the class is not asked for.
 */
export const productClasses: Readonly<Record<string, string>> = {
  Tshirts: "T-shirt/top",
  Trousers: "Trouser",
  Jeans: "Trouser",
  "Track Pants": "Trouser",
  Leggings: "Trouser",
  Jeggings: "Trouser",
  "Lounge Pants": "Trouser",
  Sweaters: "Pullover",
  Sweatshirts: "Pullover",
  Dresses: "Dress",
  Jackets: "Coat",
  Blazers: "Coat",
  "Rain Jacket": "Coat",
  "Nehru Jackets": "Coat",
  Sandals: "Sandal",
  "Sports Sandals": "Sandal",
  "Flip Flops": "Sandal",
  Heels: "Sandal",
  Shirts: "Shirt",
  "Casual Shoes": "Sneaker",
  "Sports Shoes": "Sneaker",
  Handbags: "Bag",
  Backpacks: "Bag",
  "Duffel Bag": "Bag",
  "Laptop Bag": "Bag",
  "Messenger Bag": "Bag",
  Rucksacks: "Bag",
};
