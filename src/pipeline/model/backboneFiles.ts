/** The pretrained backbones that {@link loadBackbone} knows, by the name of their folder. */
export type BackboneName =
  | "efficientnet-b0-224"
  | "efficientnetv2-b0-224"
  | "mobilenet-v2-1.0-224"
  | "efficientnet-b0-224-to-block7a";

/** Where a backbone's weights may come from; the first form that is there is taken. */
export interface BackboneForms {
  /** For tables and messages. */
  readonly title: string;
  /** SHA-256 of every file of a layers-model of TensorFlow.js, from the SOURCE.md beside it; model.json first. */
  readonly layersModel?: Readonly<Record<string, string>>;
  /** The file that Keras itself fetches, for the network that is built in code. */
  readonly keras?: PublicFile;
}

/** A file that anybody may fetch. */
export interface PublicFile {
  readonly file: string;
  /** Addresses of the same file, the preferred one first. */
  readonly urls: readonly string[];
  /** Bytes. */
  readonly size: number;
  /** SHA-256, or MD5 where its publisher gives no other, in hex. */
  readonly checksum: string;
  readonly licence: string;
}

/** All backbones, with the checksums of their files. */
export const backboneForms: Readonly<Record<BackboneName, BackboneForms>> = {
  "efficientnet-b0-224": {
    title: "EfficientNet-B0",
    keras: {
      file: "efficientnetb0_notop.h5",
      urls: ["https://storage.googleapis.com/keras-applications/efficientnetb0_notop.h5"],
      size: 16_705_208,
      // From WEIGHTS_HASHES in keras/src/applications/efficientnet.py.
      checksum: "50bc09e76180e00e4465e1a485ddc09d",
      licence: "Apache-2.0",
    },
  },
  "efficientnetv2-b0-224": {
    title: "EfficientNetV2-B0",
    layersModel: {
      "model.json": "0b68126e7690355daa5a0c2a9f02be75790b7626e14f5756120e361f9ea95035",
      "group1-shard1of6.bin": "2cfd0af25615310948f87f46415c4853bbabf56b8f3faa2e58a434178bf29666",
      "group1-shard2of6.bin": "2c808f49b953c89cf0b27c7a8d8f917adec857ee90d93427018fc8ef3fdf6aad",
      "group1-shard3of6.bin": "0f23fd1bdb28b8fb8c7a50df1ddedcb34c51bd189f5b0e190389851cc50e4e0b",
      "group1-shard4of6.bin": "23ebc7483deddf5700e527f3f6172bfee13bb6798a638ab1c9729e6c7c04c8f8",
      "group1-shard5of6.bin": "cff17e0a9ad065754a536fe1f252b318e1171c2d200d545f30c08dec723e1f1f",
      "group1-shard6of6.bin": "ccba3ea410c10dbd0b8e2fc907934e8189154208e98b33ce3fdc6d4a9d92e231",
      "group2-shard1of1.bin": "23cdc31f4fde0169db90d728c3d95b24ac0b59c4664097c83e0f520183743d1e",
    },
  },
  "mobilenet-v2-1.0-224": {
    title: "MobileNetV2",
    layersModel: {
      "model.json": "6b11302cea229f160e6a467795718a5f616e59de2180165107d480dd5ceea63b",
      "group1-shard1of3.bin": "d857fb9b7894ff1953fef048e4ee1046623c30a5c14a22b42f881ecbd988cff0",
      "group1-shard2of3.bin": "1461c6539b1c48b6f587671c4647f2c826a3bc019ddcbd925646ac2fa11047fa",
      "group1-shard3of3.bin": "b51f4a6f2a80289aec44f9901930583270028e797370567fbca7dc3baf77d094",
      "group2-shard1of1.bin": "cec4a47b6026c3aa3667b07a9aec1cc570f1099fa021cd729567a3b6b75cd237",
    },
    keras: {
      file: "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5",
      urls: [
        "https://storage.googleapis.com/tensorflow/keras-applications/mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5",
        "https://github.com/JonathanCMitchell/mobilenet_v2_keras/releases/download/v1.1/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5",
      ],
      size: 14_536_120,
      // Keras gives none; this is the one that its users record.
      checksum: "3e195a2857356cfc092cbbb460beb2a5bce279015d7792598b8d3d9e451902e3",
      licence: "Apache-2.0",
    },
  },
  "efficientnet-b0-224-to-block7a": {
    title: "EfficientNet-B0, up to block 7a",
    layersModel: {
      "model.json": "18a858736cb06b29f693a4c802527d8debba24531c08091da2e0dee491ce21c9",
      "group1-shard1of4.bin": "cd43308fbf816cf87d396f906e5b0b53962e9e998a9530cd1064abf156797686",
      "group1-shard2of4.bin": "d735c22262149a54836a158d696bed954d4e6bca4388799a541cf1810d000c6e",
      "group1-shard3of4.bin": "620c6dc896c228325a965a42d38e8748bf987d9a670b3a8029adae5fefb7be25",
      "group1-shard4of4.bin": "e2cc1e51854d00945f2ad5126cd37a60430268c26bf74667612110815a1cbe71",
    },
  },
};

/** All names, the preferred one first. */
export const backboneNames: readonly BackboneName[] = Object.keys(backboneForms) as BackboneName[];
