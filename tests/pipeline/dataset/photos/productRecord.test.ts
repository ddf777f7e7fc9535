import {describe, expect, it} from "vitest";
import {productClasses} from "../../../../src/pipeline/dataset/photos/productClasses.js";
import {productRecords} from "../../../../src/pipeline/dataset/photos/productRecord.js";
import {garmentClasses} from "./garmentClasses.js";

const head = "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName";
const shirt = "15970,Men,Apparel,Topwear,Shirts,Navy Blue,Fall,2011,Casual,Turtle Check Shirt";

describe("productRecords(text)", () => {
  it("reads a row, with NA and nothing as not given", () => {
    const {records, badRows} = productRecords(`${head}\n${shirt}\n7,Women,Apparel,Dress,Dresses,NA,,,NA,Blue dress`);
    expect(badRows).toEqual([]);
    expect(records[0]).toMatchObject({id: 15970, articleType: "Shirts", baseColour: "Navy Blue", year: 2011});
    expect(records[1]).toMatchObject({id: 7, baseColour: "", season: "", year: undefined, usage: ""});
  });

  it("leaves bad rows out and names each with its line", () => {
    const bad = ["1,Men", shirt, "x,,,,Shirts,,,,,", "8,,,,NA,,,,,", "9,,,,Shirts,,,12,,"];
    const {records, badRows} = productRecords([head, shirt, ...bad].join("\n"));
    expect(records).toHaveLength(1);
    expect(badRows).toEqual([
      "styles.csv, line 3: expected 10 fields, got 2",
      "styles.csv, line 4: the id 15970 came before",
      'styles.csv, line 5: expected a whole number as id, got "x"',
      'styles.csv, line 6: expected an article type, got "NA"',
      'styles.csv, line 7: expected a year of four digits, got "12"',
    ]);
  });

  it("refuses another head", () => {
    expect(() => productRecords("id,label\n1,2")).toThrow("styles.csv: expected the columns id,gender");
  });
});

it("every article type belongs to a class of Fashion-MNIST", () => {
  expect(garmentClasses).toEqual(expect.arrayContaining(Object.values(productClasses)));
});
