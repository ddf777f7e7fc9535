import type {Random} from "../../../core/random.js";
import {bag} from "./bag.js";
import {dress, trouser} from "./bottoms.js";
import {type Paint, type Part, paintParts} from "./canvas.js";
import {drawFabric} from "./fabric.js";
import {drawPose, type PoseRange} from "./pose.js";
import {ankleBoot, sandal, sneaker} from "./shoes.js";
import {coat, pullover, shirt, tShirt} from "./tops.js";

interface Kind {
  readonly name: string;
  readonly parts: (random: Random, fabric: Paint) => Part[];
  readonly pose: PoseRange;
}

const upright: PoseRange = {turn: 0.1, scale: [0.72, 0.98], shift: 0.14, flip: 0.5};
const shoe: PoseRange = {turn: 0.1, scale: [0.72, 1], shift: 0.16, flip: 0.2};

/** Classes and their order are Fashion-MNIST's, so that chapters read alike on both. */
const kinds: readonly Kind[] = [
  {name: "T-shirt/top", parts: tShirt, pose: upright},
  {name: "Trouser", parts: trouser, pose: upright},
  {name: "Pullover", parts: pullover, pose: upright},
  {name: "Dress", parts: dress, pose: upright},
  {name: "Coat", parts: coat, pose: upright},
  {name: "Sandal", parts: sandal, pose: shoe},
  {name: "Shirt", parts: shirt, pose: upright},
  {name: "Sneaker", parts: sneaker, pose: shoe},
  {name: "Bag", parts: bag, pose: upright},
  {name: "Ankle boot", parts: ankleBoot, pose: shoe},
];

/** Names of the classes that can be drawn, in the order of their indices. */
export const garmentNames: readonly string[] = kinds.map(({name}) => name);

/** Pixels along each side of a drawn garment. */
export const garmentSize = 28;

/**
 * Draws one garment, light on black like the real set, with its own cut, cloth and pose.
 * @param classIndex 0 to 9, as in {@link garmentNames}
 * @returns [28, 28], 0 to 255
 */
export function drawGarment(classIndex: number, random: Random): Uint8Array {
  const {parts, pose} = kinds[classIndex]!;
  const fabric = drawFabric(random);
  const drawn = parts(random, fabric);
  return paintParts(drawn, drawPose(random, pose), garmentSize, () => random.between(-0.03, 0.03));
}
