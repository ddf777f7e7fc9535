/**
 * Plotly's named colour scales (src/components/colorscale/scales.js of plotly.js, MIT): colours at even steps from 0 to 1, or
 * each with its place behind an @.
 */
export const namedScales: Readonly<Record<string, string>> = {
  greys: "000000 ffffff",
  ylgnbu: "081d58 253494 225ea8 1d91c0 41b6c4 7fcdbb c7e9b4 edf8d9 ffffd9",
  greens: "00441b 006d2c 238b45 41ab5d 74c476 a1d99b c7e9c0 e5f5e0 f7fcf5",
  ylorrd: "800026 bd0026 e31a1c fc4e2a fd8d3c feb24c fed976 ffeda0 ffffcc",
  bluered: "0000ff ff0000",
  rdbu: "050aac@0 6a89f7@0.35 bebebe@0.5 dcaa84@0.6 e6915a@0.7 b20a1c@1",
  reds: "dcdcdc@0 f5c39d@0.2 f5a069@0.4 b20a1c@1",
  blues: "050aac@0 283cbe@0.35 4664f5@0.5 5a78f5@0.6 6a89f7@0.7 dcdcdc@1",
  picnic: "0000ff 3399ff 66ccff 99ccff ccccff ffffff ffccff ff99ff ff66cc ff6666 ff0000",
  rainbow: "96005a 0000c8 0019ff 0098ff 2cff96 97ff00 ffea00 ff6f00 ff0000",
  portland: "0c3383 0a88ba f2d338 f28f38 d91e1e",
  jet: "000083@0 003caa@0.125 05ffff@0.375 ffff00@0.625 fa0000@0.875 800000@1",
  hot: "000000@0 e60000@0.3 ffd200@0.6 ffffff@1",
  blackbody: "000000@0 e60000@0.2 e6d200@0.4 ffffff@0.7 a0c8ff@1",
  earth: "000082@0 00b4b4@0.1 28d228@0.2 e6e632@0.4 784614@0.6 ffffff@1",
  electric: "000000@0 1e0064@0.15 780064@0.4 a05a00@0.6 e6c800@0.8 fffadc@1",
  viridis:
    "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 84d44b addc30 d8e219 fde725",
  cividis:
    "00204c 002a66 00346e 273f6c 3c4a6b 4c556b 5b5f6d 686a70 757575 838178 928c78 a19876 b0a572 c0b16d d1bf66 e1cc5c f3db4f ffe945",
};
