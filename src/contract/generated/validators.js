// Generated from plugin.schema.json by `bun run generate`.
import func1Module from "ajv/dist/runtime/ucs2length.js";
import func0Module from "ajv/dist/runtime/equal.js";
"use strict";
export const validateManifest = validate20;
const schema31 = {"$ref":"contract#/$defs/manifest"};
const schema33 = {"type":"object","title":"Manifest","description":"plugin.json","properties":{"$schema":{"type":"string"},"name":{"$ref":"#/$defs/pluginName"},"description":{"type":"string","description":"One sentence for people"},"version":{"$ref":"#/$defs/pluginVersion"},"language":{"$ref":"#/$defs/language"},"interop":{"$ref":"#/$defs/interop"},"config":{"type":"object","description":"Settings that the plugin reads, with their defaults; null is no default. One with a name that looks like a secret's is given by the user only","additionalProperties":{"type":["string","number","boolean","null"]}},"permissions":{"type":"array","items":{"$ref":"#/$defs/permission"},"uniqueItems":true,"description":"What the plugin may ask of the agent. Without this field it may ask for everything but settings that config does not declare; with it, only for what is listed"},"dependencies":{"type":"array","items":{"$ref":"#/$defs/pluginName"},"uniqueItems":true,"description":"Plugins that must be registered first"},"priority":{"type":"number","description":"elizaOS's priority of the plugin"},"actions":{"type":"array","items":{"$ref":"#/$defs/action"}},"providers":{"type":"array","items":{"$ref":"#/$defs/provider"}},"evaluators":{"type":"array","items":{"$ref":"#/$defs/evaluator"}},"services":{"type":"array","items":{"$ref":"#/$defs/service"}},"routes":{"type":"array","items":{"$ref":"#/$defs/route"}},"events":{"type":"array","items":{"$ref":"#/$defs/event"}},"models":{"type":"array","items":{"$ref":"#/$defs/model"}}},"required":["name","description","version","language","interop"]};
const schema34 = {"type":"string","minLength":1,"maxLength":214,"pattern":"^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$","description":"A name of npm, PyPI or crates.io form"};
const schema35 = {"type":"string","maxLength":256,"pattern":"^[0-9][0-9A-Za-z]*([.\\-_][0-9A-Za-z]+)*(\\+[0-9A-Za-z]+([.\\-_][0-9A-Za-z]+)*)?$","description":"A version of SemVer or PEP 440 form"};
const schema36 = {"title":"Language","enum":["typescript","rust","python","other"],"description":"The language that the plugin is written in"};
const schema42 = {"title":"Permission","type":"string","maxLength":256,"description":"What a plugin may ask of the agent, as area:what. * stands for any text","pattern":"^(\\*|(memory|rooms|entities|worlds|components|relationships|participants|tasks|cache|logs):(read|write|\\*)|events:(emit|\\*)|actions:(run|\\*)|state:(read|\\*)|messages:(send|\\*)|register:(actions|providers|evaluators|services|events|models|tasks|\\*)|(models|services|settings):[^\\s:]+)$"};
const schema44 = {"type":"object","title":"ActionDefinition","properties":{"name":{"type":"string","description":"Unique within its kind","minLength":1,"maxLength":200},"description":{"type":"string"},"similes":{"type":"array","items":{"type":"string"},"description":"Other names that a model may use for it"},"examples":{"description":"Example conversations, as elizaOS defines them","type":"array"},"takes":{"description":"Which of the inputs the handler reads. What it ignores is not sent. Absent: all of them","type":"array","items":{"enum":["memory","state","options","responses"]},"uniqueItems":true}},"required":["name","description"]};
const schema45 = {"type":"object","title":"ProviderDefinition","properties":{"name":{"type":"string","description":"Unique within its kind","minLength":1,"maxLength":200},"description":{"type":"string"},"dynamic":{"type":"boolean"},"position":{"type":"number"},"private":{"type":"boolean"},"takes":{"description":"Which of the inputs the handler reads. What it ignores is not sent. Absent: all of them","type":"array","items":{"enum":["memory","state","options","responses"]},"uniqueItems":true}},"required":["name"]};
const schema46 = {"type":"object","title":"EvaluatorDefinition","properties":{"name":{"type":"string","description":"Unique within its kind","minLength":1,"maxLength":200},"description":{"type":"string"},"similes":{"type":"array","items":{"type":"string"},"description":"Other names that a model may use for it"},"examples":{"description":"Example conversations, as elizaOS defines them","type":"array"},"alwaysRun":{"type":"boolean"},"takes":{"description":"Which of the inputs the handler reads. What it ignores is not sent. Absent: all of them","type":"array","items":{"enum":["memory","state","options","responses"]},"uniqueItems":true}},"required":["name","description"]};
const schema47 = {"type":"object","title":"ServiceDefinition","properties":{"name":{"type":"string","description":"elizaOS's serviceType","minLength":1,"maxLength":200},"description":{"type":"string","description":"elizaOS's capabilityDescription"},"methods":{"type":"array","items":{"type":"string","minLength":1},"uniqueItems":true,"description":"Names of the methods that others may call. Absent: what service.start answers"}},"required":["name"]};
const schema50 = {"type":"object","title":"EventDefinition","properties":{"name":{"type":"string","description":"Unique within its kind","minLength":1,"maxLength":200}},"required":["name"]};
const schema51 = {"type":"object","title":"ModelDefinition","properties":{"type":{"type":"string","description":"elizaOS's model type, such as TEXT_SMALL","minLength":1,"maxLength":200},"priority":{"type":"number"},"provider":{"type":"string","description":"Who offers the model, for useModel's third argument. Absent: the plugin's name"}},"required":["type"]};
const func1 = func1Module.default ?? func1Module;
const func0 = func0Module.default ?? func0Module;
const pattern4 = new RegExp("^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$", "u");
const pattern5 = new RegExp("^[0-9][0-9A-Za-z]*([.\\-_][0-9A-Za-z]+)*(\\+[0-9A-Za-z]+([.\\-_][0-9A-Za-z]+)*)?$", "u");
const pattern8 = new RegExp("^(\\*|(memory|rooms|entities|worlds|components|relationships|participants|tasks|cache|logs):(read|write|\\*)|events:(emit|\\*)|actions:(run|\\*)|state:(read|\\*)|messages:(send|\\*)|register:(actions|providers|evaluators|services|events|models|tasks|\\*)|(models|services|settings):[^\\s:]+)$", "u");
const schema37 = {"type":"object","title":"Interop","description":"Where the artefacts are and how they are reached. One manifest may name several artefacts; protocol is the default","allOf":[{"if":{"type":"object","properties":{"protocol":{"const":"native"}}},"then":{"required":["modulePath"]}},{"if":{"type":"object","properties":{"protocol":{"const":"wasm"}}},"then":{"required":["wasmPath"]}},{"if":{"type":"object","properties":{"protocol":{"const":"ffi"}}},"then":{"required":["sharedLibPath"]}},{"if":{"type":"object","properties":{"protocol":{"const":"ipc"}}},"then":{"anyOf":[{"required":["ipcCommand"]},{"required":["moduleName"]},{"required":["modulePath"]},{"required":["sharedLibPath"]},{"required":["wasmPath"]}]}}],"properties":{"protocol":{"$ref":"#/$defs/protocol"},"modulePath":{"type":"string","description":"TypeScript or JavaScript module, as path or path:export","minLength":1,"maxLength":4096},"wasmPath":{"$ref":"#/$defs/path"},"sharedLibPath":{"$ref":"#/$defs/path","description":"Shared library; .so, .dylib stand for each other"},"moduleName":{"type":"string","description":"Python module, as module or module:attribute","pattern":"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*(:[A-Za-z_][A-Za-z0-9_]*)?$"},"ipcCommand":{"type":"array","items":{"type":"string","minLength":1},"minItems":1,"description":"Program and arguments of a guest that speaks ipc on its stdin and stdout. It runs in the folder of the manifest, to which a path that begins with ./ is relative"},"python":{"type":"string","description":"Python interpreter, a path relative to the manifest or a command","minLength":1},"env":{"type":"array","items":{"$ref":"#/$defs/environmentName"},"uniqueItems":true,"description":"Names of the environment variables that the guest's process is given besides the safe list. One that looks like a secret's is given by the user only"}},"required":["protocol"]};
const schema38 = {"title":"Protocol","enum":["native","wasm","ffi","ipc"],"description":"How the host reaches the plugin"};
const schema39 = {"type":"string","minLength":1,"maxLength":4096,"description":"Relative to the manifest; may not leave its folder"};
const schema41 = {"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$","maxLength":256};
const pattern6 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*(:[A-Za-z_][A-Za-z0-9_]*)?$", "u");
const pattern7 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(errors === _errs3){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.protocol !== undefined){
if("native" !== data.protocol){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
}
else {
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.modulePath === undefined){
const err2 = {instancePath,schemaPath:"#/allOf/0/then/required",keyword:"required",params:{missingProperty: "modulePath"},message:"must have required property '"+"modulePath"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs6 === errors;
valid1 = _valid0;
}
if(!valid1){
const err3 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const _errs8 = errors;
let valid3 = true;
const _errs9 = errors;
if(errors === _errs9){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.protocol !== undefined){
if("wasm" !== data.protocol){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var _valid1 = _errs9 === errors;
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs12 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.wasmPath === undefined){
const err6 = {instancePath,schemaPath:"#/allOf/1/then/required",keyword:"required",params:{missingProperty: "wasmPath"},message:"must have required property '"+"wasmPath"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var _valid1 = _errs12 === errors;
valid3 = _valid1;
}
if(!valid3){
const err7 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const _errs14 = errors;
let valid5 = true;
const _errs15 = errors;
if(errors === _errs15){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.protocol !== undefined){
if("ffi" !== data.protocol){
const err8 = {};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
var _valid2 = _errs15 === errors;
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs18 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sharedLibPath === undefined){
const err10 = {instancePath,schemaPath:"#/allOf/2/then/required",keyword:"required",params:{missingProperty: "sharedLibPath"},message:"must have required property '"+"sharedLibPath"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var _valid2 = _errs18 === errors;
valid5 = _valid2;
}
if(!valid5){
const err11 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
const _errs20 = errors;
let valid7 = true;
const _errs21 = errors;
if(errors === _errs21){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.protocol !== undefined){
if("ipc" !== data.protocol){
const err12 = {};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var _valid3 = _errs21 === errors;
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
if(_valid3){
const _errs24 = errors;
const _errs25 = errors;
let valid9 = false;
const _errs26 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.ipcCommand === undefined){
const err14 = {instancePath,schemaPath:"#/allOf/3/then/anyOf/0/required",keyword:"required",params:{missingProperty: "ipcCommand"},message:"must have required property '"+"ipcCommand"+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
var _valid4 = _errs26 === errors;
valid9 = valid9 || _valid4;
const _errs27 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.moduleName === undefined){
const err15 = {instancePath,schemaPath:"#/allOf/3/then/anyOf/1/required",keyword:"required",params:{missingProperty: "moduleName"},message:"must have required property '"+"moduleName"+"'"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
var _valid4 = _errs27 === errors;
valid9 = valid9 || _valid4;
const _errs28 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.modulePath === undefined){
const err16 = {instancePath,schemaPath:"#/allOf/3/then/anyOf/2/required",keyword:"required",params:{missingProperty: "modulePath"},message:"must have required property '"+"modulePath"+"'"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var _valid4 = _errs28 === errors;
valid9 = valid9 || _valid4;
const _errs29 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sharedLibPath === undefined){
const err17 = {instancePath,schemaPath:"#/allOf/3/then/anyOf/3/required",keyword:"required",params:{missingProperty: "sharedLibPath"},message:"must have required property '"+"sharedLibPath"+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var _valid4 = _errs29 === errors;
valid9 = valid9 || _valid4;
const _errs30 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.wasmPath === undefined){
const err18 = {instancePath,schemaPath:"#/allOf/3/then/anyOf/4/required",keyword:"required",params:{missingProperty: "wasmPath"},message:"must have required property '"+"wasmPath"+"'"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var _valid4 = _errs30 === errors;
valid9 = valid9 || _valid4;
if(!valid9){
const err19 = {instancePath,schemaPath:"#/allOf/3/then/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
var _valid3 = _errs24 === errors;
valid7 = _valid3;
}
if(!valid7){
const err20 = {instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.protocol === undefined){
const err21 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "protocol"},message:"must have required property '"+"protocol"+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data.protocol !== undefined){
let data4 = data.protocol;
if(!((((data4 === "native") || (data4 === "wasm")) || (data4 === "ffi")) || (data4 === "ipc"))){
const err22 = {instancePath:instancePath+"/protocol",schemaPath:"#/$defs/protocol/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.modulePath !== undefined){
let data5 = data.modulePath;
if(typeof data5 === "string"){
if(func1(data5) > 4096){
const err23 = {instancePath:instancePath+"/modulePath",schemaPath:"#/properties/modulePath/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(func1(data5) < 1){
const err24 = {instancePath:instancePath+"/modulePath",schemaPath:"#/properties/modulePath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/modulePath",schemaPath:"#/properties/modulePath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.wasmPath !== undefined){
let data6 = data.wasmPath;
if(typeof data6 === "string"){
if(func1(data6) > 4096){
const err26 = {instancePath:instancePath+"/wasmPath",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(func1(data6) < 1){
const err27 = {instancePath:instancePath+"/wasmPath",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/wasmPath",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.sharedLibPath !== undefined){
let data7 = data.sharedLibPath;
if(typeof data7 === "string"){
if(func1(data7) > 4096){
const err29 = {instancePath:instancePath+"/sharedLibPath",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(func1(data7) < 1){
const err30 = {instancePath:instancePath+"/sharedLibPath",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/sharedLibPath",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.moduleName !== undefined){
let data8 = data.moduleName;
if(typeof data8 === "string"){
if(!pattern6.test(data8)){
const err32 = {instancePath:instancePath+"/moduleName",schemaPath:"#/properties/moduleName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*(:[A-Za-z_][A-Za-z0-9_]*)?$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*(:[A-Za-z_][A-Za-z0-9_]*)?$"+"\""};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/moduleName",schemaPath:"#/properties/moduleName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.ipcCommand !== undefined){
let data9 = data.ipcCommand;
if(Array.isArray(data9)){
if(data9.length < 1){
const err34 = {instancePath:instancePath+"/ipcCommand",schemaPath:"#/properties/ipcCommand/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
if(typeof data10 === "string"){
if(func1(data10) < 1){
const err35 = {instancePath:instancePath+"/ipcCommand/" + i0,schemaPath:"#/properties/ipcCommand/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/ipcCommand/" + i0,schemaPath:"#/properties/ipcCommand/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/ipcCommand",schemaPath:"#/properties/ipcCommand/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.python !== undefined){
let data11 = data.python;
if(typeof data11 === "string"){
if(func1(data11) < 1){
const err38 = {instancePath:instancePath+"/python",schemaPath:"#/properties/python/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/python",schemaPath:"#/properties/python/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.env !== undefined){
let data12 = data.env;
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(typeof data13 === "string"){
if(func1(data13) > 256){
const err40 = {instancePath:instancePath+"/env/" + i1,schemaPath:"#/$defs/environmentName/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!pattern7.test(data13)){
const err41 = {instancePath:instancePath+"/env/" + i1,schemaPath:"#/$defs/environmentName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\""};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/env/" + i1,schemaPath:"#/$defs/environmentName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
let i2 = data12.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func0(data12[i2], data12[j0])){
const err43 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err44 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":{"protocol":true,"modulePath":true,"wasmPath":true,"sharedLibPath":true,"moduleName":true,"ipcCommand":true,"python":true,"env":true},"dynamicProps":false,"dynamicItems":false};

const schema48 = {"type":"object","title":"RouteDefinition","properties":{"type":{"enum":["GET","POST","PUT","PATCH","DELETE","STATIC"]},"path":{"type":"string","minLength":1,"description":"As elizaOS's: /rooms/:roomId, or /files/* at the end. The agent puts /<plugin name> before it"},"name":{"type":"string"},"filePath":{"$ref":"#/$defs/path","description":"STATIC: the file or folder that is served, in the plugin's folder"},"public":{"type":"boolean","description":"elizaOS's: whether it is offered to people who are not signed in"},"isMultipart":{"type":"boolean","description":"The body is multipart/form-data: the handler is given its fields as body and its files"}},"required":["type","path"]};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.path === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.type !== undefined){
let data0 = data.type;
if(!((((((data0 === "GET") || (data0 === "POST")) || (data0 === "PUT")) || (data0 === "PATCH")) || (data0 === "DELETE")) || (data0 === "STATIC"))){
const err2 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema48.properties.type.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.path !== undefined){
let data1 = data.path;
if(typeof data1 === "string"){
if(func1(data1) < 1){
const err3 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.filePath !== undefined){
let data3 = data.filePath;
if(typeof data3 === "string"){
if(func1(data3) > 4096){
const err6 = {instancePath:instancePath+"/filePath",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(func1(data3) < 1){
const err7 = {instancePath:instancePath+"/filePath",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/filePath",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.public !== undefined){
if(typeof data.public !== "boolean"){
const err9 = {instancePath:instancePath+"/public",schemaPath:"#/properties/public/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.isMultipart !== undefined){
if(typeof data.isMultipart !== "boolean"){
const err10 = {instancePath:instancePath+"/isMultipart",schemaPath:"#/properties/isMultipart/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":{"type":true,"path":true,"name":true,"filePath":true,"public":true,"isMultipart":true},"dynamicProps":false,"dynamicItems":false};


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.description === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "description"},message:"must have required property '"+"description"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.version === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.language === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "language"},message:"must have required property '"+"language"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.interop === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "interop"},message:"must have required property '"+"interop"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
const err5 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(func1(data1) > 214){
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/pluginName/maxLength",keyword:"maxLength",params:{limit: 214},message:"must NOT have more than 214 characters"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(func1(data1) < 1){
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/pluginName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern4.test(data1)){
const err8 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/pluginName/pattern",keyword:"pattern",params:{pattern: "^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"},message:"must match pattern \""+"^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/pluginName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.version !== undefined){
let data3 = data.version;
if(typeof data3 === "string"){
if(func1(data3) > 256){
const err11 = {instancePath:instancePath+"/version",schemaPath:"#/$defs/pluginVersion/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern5.test(data3)){
const err12 = {instancePath:instancePath+"/version",schemaPath:"#/$defs/pluginVersion/pattern",keyword:"pattern",params:{pattern: "^[0-9][0-9A-Za-z]*([.\\-_][0-9A-Za-z]+)*(\\+[0-9A-Za-z]+([.\\-_][0-9A-Za-z]+)*)?$"},message:"must match pattern \""+"^[0-9][0-9A-Za-z]*([.\\-_][0-9A-Za-z]+)*(\\+[0-9A-Za-z]+([.\\-_][0-9A-Za-z]+)*)?$"+"\""};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/version",schemaPath:"#/$defs/pluginVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.language !== undefined){
let data4 = data.language;
if(!((((data4 === "typescript") || (data4 === "rust")) || (data4 === "python")) || (data4 === "other"))){
const err14 = {instancePath:instancePath+"/language",schemaPath:"#/$defs/language/enum",keyword:"enum",params:{allowedValues: schema36.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.interop !== undefined){
if(!(validate23(data.interop, {instancePath:instancePath+"/interop",parentData:data,parentDataProperty:"interop",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.config !== undefined){
let data6 = data.config;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key0 in data6){
let data7 = data6[key0];
if((((typeof data7 !== "string") && (!(typeof data7 == "number"))) && (typeof data7 !== "boolean")) && (data7 !== null)){
const err15 = {instancePath:instancePath+"/config/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/config/additionalProperties/type",keyword:"type",params:{type: schema33.properties.config.additionalProperties.type},message:"must be string,number,boolean,null"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/config",schemaPath:"#/properties/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.permissions !== undefined){
let data8 = data.permissions;
if(Array.isArray(data8)){
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
if(typeof data9 === "string"){
if(func1(data9) > 256){
const err17 = {instancePath:instancePath+"/permissions/" + i0,schemaPath:"#/$defs/permission/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(!pattern8.test(data9)){
const err18 = {instancePath:instancePath+"/permissions/" + i0,schemaPath:"#/$defs/permission/pattern",keyword:"pattern",params:{pattern: "^(\\*|(memory|rooms|entities|worlds|components|relationships|participants|tasks|cache|logs):(read|write|\\*)|events:(emit|\\*)|actions:(run|\\*)|state:(read|\\*)|messages:(send|\\*)|register:(actions|providers|evaluators|services|events|models|tasks|\\*)|(models|services|settings):[^\\s:]+)$"},message:"must match pattern \""+"^(\\*|(memory|rooms|entities|worlds|components|relationships|participants|tasks|cache|logs):(read|write|\\*)|events:(emit|\\*)|actions:(run|\\*)|state:(read|\\*)|messages:(send|\\*)|register:(actions|providers|evaluators|services|events|models|tasks|\\*)|(models|services|settings):[^\\s:]+)$"+"\""};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/permissions/" + i0,schemaPath:"#/$defs/permission/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
let i1 = data8.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data8[i1], data8[j0])){
const err20 = {instancePath:instancePath+"/permissions",schemaPath:"#/properties/permissions/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err21 = {instancePath:instancePath+"/permissions",schemaPath:"#/properties/permissions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.dependencies !== undefined){
let data10 = data.dependencies;
if(Array.isArray(data10)){
const len1 = data10.length;
for(let i2=0; i2<len1; i2++){
let data11 = data10[i2];
if(typeof data11 === "string"){
if(func1(data11) > 214){
const err22 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/$defs/pluginName/maxLength",keyword:"maxLength",params:{limit: 214},message:"must NOT have more than 214 characters"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(func1(data11) < 1){
const err23 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/$defs/pluginName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern4.test(data11)){
const err24 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/$defs/pluginName/pattern",keyword:"pattern",params:{pattern: "^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"},message:"must match pattern \""+"^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/$defs/pluginName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
let i3 = data10.length;
let j1;
if(i3 > 1){
outer1:
for(;i3--;){
for(j1 = i3; j1--;){
if(func0(data10[i3], data10[j1])){
const err26 = {instancePath:instancePath+"/dependencies",schemaPath:"#/properties/dependencies/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i3+" are identical)"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err27 = {instancePath:instancePath+"/dependencies",schemaPath:"#/properties/dependencies/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.priority !== undefined){
if(!(typeof data.priority == "number")){
const err28 = {instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.actions !== undefined){
let data13 = data.actions;
if(Array.isArray(data13)){
const len2 = data13.length;
for(let i4=0; i4<len2; i4++){
let data14 = data13[i4];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.name === undefined){
const err29 = {instancePath:instancePath+"/actions/" + i4,schemaPath:"#/$defs/action/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data14.description === undefined){
const err30 = {instancePath:instancePath+"/actions/" + i4,schemaPath:"#/$defs/action/required",keyword:"required",params:{missingProperty: "description"},message:"must have required property '"+"description"+"'"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data14.name !== undefined){
let data15 = data14.name;
if(typeof data15 === "string"){
if(func1(data15) > 200){
const err31 = {instancePath:instancePath+"/actions/" + i4+"/name",schemaPath:"#/$defs/action/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(func1(data15) < 1){
const err32 = {instancePath:instancePath+"/actions/" + i4+"/name",schemaPath:"#/$defs/action/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/actions/" + i4+"/name",schemaPath:"#/$defs/action/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data14.description !== undefined){
if(typeof data14.description !== "string"){
const err34 = {instancePath:instancePath+"/actions/" + i4+"/description",schemaPath:"#/$defs/action/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data14.similes !== undefined){
let data17 = data14.similes;
if(Array.isArray(data17)){
const len3 = data17.length;
for(let i5=0; i5<len3; i5++){
if(typeof data17[i5] !== "string"){
const err35 = {instancePath:instancePath+"/actions/" + i4+"/similes/" + i5,schemaPath:"#/$defs/action/properties/similes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/actions/" + i4+"/similes",schemaPath:"#/$defs/action/properties/similes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data14.examples !== undefined){
if(!(Array.isArray(data14.examples))){
const err37 = {instancePath:instancePath+"/actions/" + i4+"/examples",schemaPath:"#/$defs/action/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data14.takes !== undefined){
let data20 = data14.takes;
if(Array.isArray(data20)){
const len4 = data20.length;
for(let i6=0; i6<len4; i6++){
let data21 = data20[i6];
if(!((((data21 === "memory") || (data21 === "state")) || (data21 === "options")) || (data21 === "responses"))){
const err38 = {instancePath:instancePath+"/actions/" + i4+"/takes/" + i6,schemaPath:"#/$defs/action/properties/takes/items/enum",keyword:"enum",params:{allowedValues: schema44.properties.takes.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
let i7 = data20.length;
let j2;
if(i7 > 1){
outer2:
for(;i7--;){
for(j2 = i7; j2--;){
if(func0(data20[i7], data20[j2])){
const err39 = {instancePath:instancePath+"/actions/" + i4+"/takes",schemaPath:"#/$defs/action/properties/takes/uniqueItems",keyword:"uniqueItems",params:{i: i7, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i7+" are identical)"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
break outer2;
}
}
}
}
}
else {
const err40 = {instancePath:instancePath+"/actions/" + i4+"/takes",schemaPath:"#/$defs/action/properties/takes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/actions/" + i4,schemaPath:"#/$defs/action/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.providers !== undefined){
let data22 = data.providers;
if(Array.isArray(data22)){
const len5 = data22.length;
for(let i8=0; i8<len5; i8++){
let data23 = data22[i8];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.name === undefined){
const err43 = {instancePath:instancePath+"/providers/" + i8,schemaPath:"#/$defs/provider/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data23.name !== undefined){
let data24 = data23.name;
if(typeof data24 === "string"){
if(func1(data24) > 200){
const err44 = {instancePath:instancePath+"/providers/" + i8+"/name",schemaPath:"#/$defs/provider/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(func1(data24) < 1){
const err45 = {instancePath:instancePath+"/providers/" + i8+"/name",schemaPath:"#/$defs/provider/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/providers/" + i8+"/name",schemaPath:"#/$defs/provider/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data23.description !== undefined){
if(typeof data23.description !== "string"){
const err47 = {instancePath:instancePath+"/providers/" + i8+"/description",schemaPath:"#/$defs/provider/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data23.dynamic !== undefined){
if(typeof data23.dynamic !== "boolean"){
const err48 = {instancePath:instancePath+"/providers/" + i8+"/dynamic",schemaPath:"#/$defs/provider/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data23.position !== undefined){
if(!(typeof data23.position == "number")){
const err49 = {instancePath:instancePath+"/providers/" + i8+"/position",schemaPath:"#/$defs/provider/properties/position/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data23.private !== undefined){
if(typeof data23.private !== "boolean"){
const err50 = {instancePath:instancePath+"/providers/" + i8+"/private",schemaPath:"#/$defs/provider/properties/private/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data23.takes !== undefined){
let data29 = data23.takes;
if(Array.isArray(data29)){
const len6 = data29.length;
for(let i9=0; i9<len6; i9++){
let data30 = data29[i9];
if(!((((data30 === "memory") || (data30 === "state")) || (data30 === "options")) || (data30 === "responses"))){
const err51 = {instancePath:instancePath+"/providers/" + i8+"/takes/" + i9,schemaPath:"#/$defs/provider/properties/takes/items/enum",keyword:"enum",params:{allowedValues: schema45.properties.takes.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
let i10 = data29.length;
let j3;
if(i10 > 1){
outer3:
for(;i10--;){
for(j3 = i10; j3--;){
if(func0(data29[i10], data29[j3])){
const err52 = {instancePath:instancePath+"/providers/" + i8+"/takes",schemaPath:"#/$defs/provider/properties/takes/uniqueItems",keyword:"uniqueItems",params:{i: i10, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i10+" are identical)"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
break outer3;
}
}
}
}
}
else {
const err53 = {instancePath:instancePath+"/providers/" + i8+"/takes",schemaPath:"#/$defs/provider/properties/takes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/providers/" + i8,schemaPath:"#/$defs/provider/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/providers",schemaPath:"#/properties/providers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data.evaluators !== undefined){
let data31 = data.evaluators;
if(Array.isArray(data31)){
const len7 = data31.length;
for(let i11=0; i11<len7; i11++){
let data32 = data31[i11];
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(data32.name === undefined){
const err56 = {instancePath:instancePath+"/evaluators/" + i11,schemaPath:"#/$defs/evaluator/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data32.description === undefined){
const err57 = {instancePath:instancePath+"/evaluators/" + i11,schemaPath:"#/$defs/evaluator/required",keyword:"required",params:{missingProperty: "description"},message:"must have required property '"+"description"+"'"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data32.name !== undefined){
let data33 = data32.name;
if(typeof data33 === "string"){
if(func1(data33) > 200){
const err58 = {instancePath:instancePath+"/evaluators/" + i11+"/name",schemaPath:"#/$defs/evaluator/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(func1(data33) < 1){
const err59 = {instancePath:instancePath+"/evaluators/" + i11+"/name",schemaPath:"#/$defs/evaluator/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/evaluators/" + i11+"/name",schemaPath:"#/$defs/evaluator/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data32.description !== undefined){
if(typeof data32.description !== "string"){
const err61 = {instancePath:instancePath+"/evaluators/" + i11+"/description",schemaPath:"#/$defs/evaluator/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data32.similes !== undefined){
let data35 = data32.similes;
if(Array.isArray(data35)){
const len8 = data35.length;
for(let i12=0; i12<len8; i12++){
if(typeof data35[i12] !== "string"){
const err62 = {instancePath:instancePath+"/evaluators/" + i11+"/similes/" + i12,schemaPath:"#/$defs/evaluator/properties/similes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath:instancePath+"/evaluators/" + i11+"/similes",schemaPath:"#/$defs/evaluator/properties/similes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data32.examples !== undefined){
if(!(Array.isArray(data32.examples))){
const err64 = {instancePath:instancePath+"/evaluators/" + i11+"/examples",schemaPath:"#/$defs/evaluator/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data32.alwaysRun !== undefined){
if(typeof data32.alwaysRun !== "boolean"){
const err65 = {instancePath:instancePath+"/evaluators/" + i11+"/alwaysRun",schemaPath:"#/$defs/evaluator/properties/alwaysRun/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data32.takes !== undefined){
let data39 = data32.takes;
if(Array.isArray(data39)){
const len9 = data39.length;
for(let i13=0; i13<len9; i13++){
let data40 = data39[i13];
if(!((((data40 === "memory") || (data40 === "state")) || (data40 === "options")) || (data40 === "responses"))){
const err66 = {instancePath:instancePath+"/evaluators/" + i11+"/takes/" + i13,schemaPath:"#/$defs/evaluator/properties/takes/items/enum",keyword:"enum",params:{allowedValues: schema46.properties.takes.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
let i14 = data39.length;
let j4;
if(i14 > 1){
outer4:
for(;i14--;){
for(j4 = i14; j4--;){
if(func0(data39[i14], data39[j4])){
const err67 = {instancePath:instancePath+"/evaluators/" + i11+"/takes",schemaPath:"#/$defs/evaluator/properties/takes/uniqueItems",keyword:"uniqueItems",params:{i: i14, j: j4},message:"must NOT have duplicate items (items ## "+j4+" and "+i14+" are identical)"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
break outer4;
}
}
}
}
}
else {
const err68 = {instancePath:instancePath+"/evaluators/" + i11+"/takes",schemaPath:"#/$defs/evaluator/properties/takes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/evaluators/" + i11,schemaPath:"#/$defs/evaluator/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/evaluators",schemaPath:"#/properties/evaluators/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data.services !== undefined){
let data41 = data.services;
if(Array.isArray(data41)){
const len10 = data41.length;
for(let i15=0; i15<len10; i15++){
let data42 = data41[i15];
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
if(data42.name === undefined){
const err71 = {instancePath:instancePath+"/services/" + i15,schemaPath:"#/$defs/service/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data42.name !== undefined){
let data43 = data42.name;
if(typeof data43 === "string"){
if(func1(data43) > 200){
const err72 = {instancePath:instancePath+"/services/" + i15+"/name",schemaPath:"#/$defs/service/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(func1(data43) < 1){
const err73 = {instancePath:instancePath+"/services/" + i15+"/name",schemaPath:"#/$defs/service/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/services/" + i15+"/name",schemaPath:"#/$defs/service/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data42.description !== undefined){
if(typeof data42.description !== "string"){
const err75 = {instancePath:instancePath+"/services/" + i15+"/description",schemaPath:"#/$defs/service/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data42.methods !== undefined){
let data45 = data42.methods;
if(Array.isArray(data45)){
const len11 = data45.length;
for(let i16=0; i16<len11; i16++){
let data46 = data45[i16];
if(typeof data46 === "string"){
if(func1(data46) < 1){
const err76 = {instancePath:instancePath+"/services/" + i15+"/methods/" + i16,schemaPath:"#/$defs/service/properties/methods/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/services/" + i15+"/methods/" + i16,schemaPath:"#/$defs/service/properties/methods/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
let i17 = data45.length;
let j5;
if(i17 > 1){
const indices0 = {};
for(;i17--;){
let item0 = data45[i17];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j5 = indices0[item0];
const err78 = {instancePath:instancePath+"/services/" + i15+"/methods",schemaPath:"#/$defs/service/properties/methods/uniqueItems",keyword:"uniqueItems",params:{i: i17, j: j5},message:"must NOT have duplicate items (items ## "+j5+" and "+i17+" are identical)"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
break;
}
indices0[item0] = i17;
}
}
}
else {
const err79 = {instancePath:instancePath+"/services/" + i15+"/methods",schemaPath:"#/$defs/service/properties/methods/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath:instancePath+"/services/" + i15,schemaPath:"#/$defs/service/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/services",schemaPath:"#/properties/services/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data.routes !== undefined){
let data47 = data.routes;
if(Array.isArray(data47)){
const len12 = data47.length;
for(let i18=0; i18<len12; i18++){
if(!(validate25(data47[i18], {instancePath:instancePath+"/routes/" + i18,parentData:data47,parentDataProperty:i18,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err82 = {instancePath:instancePath+"/routes",schemaPath:"#/properties/routes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data.events !== undefined){
let data49 = data.events;
if(Array.isArray(data49)){
const len13 = data49.length;
for(let i19=0; i19<len13; i19++){
let data50 = data49[i19];
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(data50.name === undefined){
const err83 = {instancePath:instancePath+"/events/" + i19,schemaPath:"#/$defs/event/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(data50.name !== undefined){
let data51 = data50.name;
if(typeof data51 === "string"){
if(func1(data51) > 200){
const err84 = {instancePath:instancePath+"/events/" + i19+"/name",schemaPath:"#/$defs/event/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(func1(data51) < 1){
const err85 = {instancePath:instancePath+"/events/" + i19+"/name",schemaPath:"#/$defs/event/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/events/" + i19+"/name",schemaPath:"#/$defs/event/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/events/" + i19,schemaPath:"#/$defs/event/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
else {
const err88 = {instancePath:instancePath+"/events",schemaPath:"#/properties/events/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data.models !== undefined){
let data52 = data.models;
if(Array.isArray(data52)){
const len14 = data52.length;
for(let i20=0; i20<len14; i20++){
let data53 = data52[i20];
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
if(data53.type === undefined){
const err89 = {instancePath:instancePath+"/models/" + i20,schemaPath:"#/$defs/model/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data53.type !== undefined){
let data54 = data53.type;
if(typeof data54 === "string"){
if(func1(data54) > 200){
const err90 = {instancePath:instancePath+"/models/" + i20+"/type",schemaPath:"#/$defs/model/properties/type/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(func1(data54) < 1){
const err91 = {instancePath:instancePath+"/models/" + i20+"/type",schemaPath:"#/$defs/model/properties/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/models/" + i20+"/type",schemaPath:"#/$defs/model/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data53.priority !== undefined){
if(!(typeof data53.priority == "number")){
const err93 = {instancePath:instancePath+"/models/" + i20+"/priority",schemaPath:"#/$defs/model/properties/priority/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data53.provider !== undefined){
if(typeof data53.provider !== "string"){
const err94 = {instancePath:instancePath+"/models/" + i20+"/provider",schemaPath:"#/$defs/model/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
}
else {
const err95 = {instancePath:instancePath+"/models/" + i20,schemaPath:"#/$defs/model/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
else {
const err97 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":{"$schema":true,"name":true,"description":true,"version":true,"language":true,"interop":true,"config":true,"permissions":true,"dependencies":true,"priority":true,"actions":true,"providers":true,"evaluators":true,"services":true,"routes":true,"events":true,"models":true},"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate28(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"$schema":true,"name":true,"description":true,"version":true,"language":true,"interop":true,"config":true,"permissions":true,"dependencies":true,"priority":true,"actions":true,"providers":true,"evaluators":true,"services":true,"routes":true,"events":true,"models":true},"dynamicProps":false,"dynamicItems":false};

export const validateReady = validate32;
const schema64 = {"$ref":"contract#/$defs/messages/ready"};
const schema65 = {"type":"object","title":"ReadyMessage","description":"The guest's first message","properties":{"type":{"const":"ready"},"protocol":{"type":"object","properties":{"min":{"type":"integer","minimum":1},"max":{"type":"integer","minimum":1}},"required":["min","max"]},"features":{"type":"array","items":{"type":"string"}},"maxFrameBytes":{"type":"integer","minimum":1024,"description":"The largest frame that the guest accepts, bytes"},"manifest":{"$ref":"#/$defs/guestManifest"},"sdk":{"type":"object","properties":{"name":{"type":"string"},"version":{"type":"string"}},"required":["name","version"]}},"required":["type","protocol","features","maxFrameBytes","manifest","sdk"],"x-from":"guest","x-kind":"notice"};
const schema66 = {"type":"object","title":"GuestManifest","description":"What a guest says of itself in ready: a manifest of which only the name is required","properties":{"name":{"$ref":"#/$defs/pluginName"},"description":{"type":"string","description":"One sentence for people"},"version":{"$ref":"#/$defs/pluginVersion"},"language":{"$ref":"#/$defs/language"},"interop":{"$ref":"#/$defs/interop"},"config":{"type":"object","description":"Settings that the plugin reads, with their defaults; null is no default. One with a name that looks like a secret's is given by the user only","additionalProperties":{"type":["string","number","boolean","null"]}},"permissions":{"type":"array","items":{"$ref":"#/$defs/permission"},"uniqueItems":true,"description":"What the plugin may ask of the agent. Without this field it may ask for everything but settings that config does not declare; with it, only for what is listed"},"dependencies":{"type":"array","items":{"$ref":"#/$defs/pluginName"},"uniqueItems":true,"description":"Plugins that must be registered first"},"priority":{"type":"number","description":"elizaOS's priority of the plugin"},"actions":{"type":"array","items":{"$ref":"#/$defs/action"}},"providers":{"type":"array","items":{"$ref":"#/$defs/provider"}},"evaluators":{"type":"array","items":{"$ref":"#/$defs/evaluator"}},"services":{"type":"array","items":{"$ref":"#/$defs/service"}},"routes":{"type":"array","items":{"$ref":"#/$defs/route"}},"events":{"type":"array","items":{"$ref":"#/$defs/event"}},"models":{"type":"array","items":{"$ref":"#/$defs/model"}}},"required":["name"]};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func1(data0) > 214){
const err1 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/pluginName/maxLength",keyword:"maxLength",params:{limit: 214},message:"must NOT have more than 214 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/pluginName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!pattern4.test(data0)){
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/pluginName/pattern",keyword:"pattern",params:{pattern: "^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"},message:"must match pattern \""+"^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/pluginName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err5 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.version !== undefined){
let data2 = data.version;
if(typeof data2 === "string"){
if(func1(data2) > 256){
const err6 = {instancePath:instancePath+"/version",schemaPath:"#/$defs/pluginVersion/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!pattern5.test(data2)){
const err7 = {instancePath:instancePath+"/version",schemaPath:"#/$defs/pluginVersion/pattern",keyword:"pattern",params:{pattern: "^[0-9][0-9A-Za-z]*([.\\-_][0-9A-Za-z]+)*(\\+[0-9A-Za-z]+([.\\-_][0-9A-Za-z]+)*)?$"},message:"must match pattern \""+"^[0-9][0-9A-Za-z]*([.\\-_][0-9A-Za-z]+)*(\\+[0-9A-Za-z]+([.\\-_][0-9A-Za-z]+)*)?$"+"\""};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/version",schemaPath:"#/$defs/pluginVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.language !== undefined){
let data3 = data.language;
if(!((((data3 === "typescript") || (data3 === "rust")) || (data3 === "python")) || (data3 === "other"))){
const err9 = {instancePath:instancePath+"/language",schemaPath:"#/$defs/language/enum",keyword:"enum",params:{allowedValues: schema36.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.interop !== undefined){
if(!(validate23(data.interop, {instancePath:instancePath+"/interop",parentData:data,parentDataProperty:"interop",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.config !== undefined){
let data5 = data.config;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key0 in data5){
let data6 = data5[key0];
if((((typeof data6 !== "string") && (!(typeof data6 == "number"))) && (typeof data6 !== "boolean")) && (data6 !== null)){
const err10 = {instancePath:instancePath+"/config/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/config/additionalProperties/type",keyword:"type",params:{type: schema66.properties.config.additionalProperties.type},message:"must be string,number,boolean,null"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/config",schemaPath:"#/properties/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.permissions !== undefined){
let data7 = data.permissions;
if(Array.isArray(data7)){
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(typeof data8 === "string"){
if(func1(data8) > 256){
const err12 = {instancePath:instancePath+"/permissions/" + i0,schemaPath:"#/$defs/permission/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern8.test(data8)){
const err13 = {instancePath:instancePath+"/permissions/" + i0,schemaPath:"#/$defs/permission/pattern",keyword:"pattern",params:{pattern: "^(\\*|(memory|rooms|entities|worlds|components|relationships|participants|tasks|cache|logs):(read|write|\\*)|events:(emit|\\*)|actions:(run|\\*)|state:(read|\\*)|messages:(send|\\*)|register:(actions|providers|evaluators|services|events|models|tasks|\\*)|(models|services|settings):[^\\s:]+)$"},message:"must match pattern \""+"^(\\*|(memory|rooms|entities|worlds|components|relationships|participants|tasks|cache|logs):(read|write|\\*)|events:(emit|\\*)|actions:(run|\\*)|state:(read|\\*)|messages:(send|\\*)|register:(actions|providers|evaluators|services|events|models|tasks|\\*)|(models|services|settings):[^\\s:]+)$"+"\""};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/permissions/" + i0,schemaPath:"#/$defs/permission/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
let i1 = data7.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data7[i1], data7[j0])){
const err15 = {instancePath:instancePath+"/permissions",schemaPath:"#/properties/permissions/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err16 = {instancePath:instancePath+"/permissions",schemaPath:"#/properties/permissions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.dependencies !== undefined){
let data9 = data.dependencies;
if(Array.isArray(data9)){
const len1 = data9.length;
for(let i2=0; i2<len1; i2++){
let data10 = data9[i2];
if(typeof data10 === "string"){
if(func1(data10) > 214){
const err17 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/$defs/pluginName/maxLength",keyword:"maxLength",params:{limit: 214},message:"must NOT have more than 214 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func1(data10) < 1){
const err18 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/$defs/pluginName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!pattern4.test(data10)){
const err19 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/$defs/pluginName/pattern",keyword:"pattern",params:{pattern: "^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"},message:"must match pattern \""+"^(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/$defs/pluginName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
let i3 = data9.length;
let j1;
if(i3 > 1){
outer1:
for(;i3--;){
for(j1 = i3; j1--;){
if(func0(data9[i3], data9[j1])){
const err21 = {instancePath:instancePath+"/dependencies",schemaPath:"#/properties/dependencies/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i3+" are identical)"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err22 = {instancePath:instancePath+"/dependencies",schemaPath:"#/properties/dependencies/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.priority !== undefined){
if(!(typeof data.priority == "number")){
const err23 = {instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.actions !== undefined){
let data12 = data.actions;
if(Array.isArray(data12)){
const len2 = data12.length;
for(let i4=0; i4<len2; i4++){
let data13 = data12[i4];
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.name === undefined){
const err24 = {instancePath:instancePath+"/actions/" + i4,schemaPath:"#/$defs/action/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data13.description === undefined){
const err25 = {instancePath:instancePath+"/actions/" + i4,schemaPath:"#/$defs/action/required",keyword:"required",params:{missingProperty: "description"},message:"must have required property '"+"description"+"'"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data13.name !== undefined){
let data14 = data13.name;
if(typeof data14 === "string"){
if(func1(data14) > 200){
const err26 = {instancePath:instancePath+"/actions/" + i4+"/name",schemaPath:"#/$defs/action/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(func1(data14) < 1){
const err27 = {instancePath:instancePath+"/actions/" + i4+"/name",schemaPath:"#/$defs/action/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/actions/" + i4+"/name",schemaPath:"#/$defs/action/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data13.description !== undefined){
if(typeof data13.description !== "string"){
const err29 = {instancePath:instancePath+"/actions/" + i4+"/description",schemaPath:"#/$defs/action/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data13.similes !== undefined){
let data16 = data13.similes;
if(Array.isArray(data16)){
const len3 = data16.length;
for(let i5=0; i5<len3; i5++){
if(typeof data16[i5] !== "string"){
const err30 = {instancePath:instancePath+"/actions/" + i4+"/similes/" + i5,schemaPath:"#/$defs/action/properties/similes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/actions/" + i4+"/similes",schemaPath:"#/$defs/action/properties/similes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data13.examples !== undefined){
if(!(Array.isArray(data13.examples))){
const err32 = {instancePath:instancePath+"/actions/" + i4+"/examples",schemaPath:"#/$defs/action/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data13.takes !== undefined){
let data19 = data13.takes;
if(Array.isArray(data19)){
const len4 = data19.length;
for(let i6=0; i6<len4; i6++){
let data20 = data19[i6];
if(!((((data20 === "memory") || (data20 === "state")) || (data20 === "options")) || (data20 === "responses"))){
const err33 = {instancePath:instancePath+"/actions/" + i4+"/takes/" + i6,schemaPath:"#/$defs/action/properties/takes/items/enum",keyword:"enum",params:{allowedValues: schema44.properties.takes.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
let i7 = data19.length;
let j2;
if(i7 > 1){
outer2:
for(;i7--;){
for(j2 = i7; j2--;){
if(func0(data19[i7], data19[j2])){
const err34 = {instancePath:instancePath+"/actions/" + i4+"/takes",schemaPath:"#/$defs/action/properties/takes/uniqueItems",keyword:"uniqueItems",params:{i: i7, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i7+" are identical)"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
break outer2;
}
}
}
}
}
else {
const err35 = {instancePath:instancePath+"/actions/" + i4+"/takes",schemaPath:"#/$defs/action/properties/takes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/actions/" + i4,schemaPath:"#/$defs/action/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.providers !== undefined){
let data21 = data.providers;
if(Array.isArray(data21)){
const len5 = data21.length;
for(let i8=0; i8<len5; i8++){
let data22 = data21[i8];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.name === undefined){
const err38 = {instancePath:instancePath+"/providers/" + i8,schemaPath:"#/$defs/provider/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data22.name !== undefined){
let data23 = data22.name;
if(typeof data23 === "string"){
if(func1(data23) > 200){
const err39 = {instancePath:instancePath+"/providers/" + i8+"/name",schemaPath:"#/$defs/provider/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(func1(data23) < 1){
const err40 = {instancePath:instancePath+"/providers/" + i8+"/name",schemaPath:"#/$defs/provider/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/providers/" + i8+"/name",schemaPath:"#/$defs/provider/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data22.description !== undefined){
if(typeof data22.description !== "string"){
const err42 = {instancePath:instancePath+"/providers/" + i8+"/description",schemaPath:"#/$defs/provider/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data22.dynamic !== undefined){
if(typeof data22.dynamic !== "boolean"){
const err43 = {instancePath:instancePath+"/providers/" + i8+"/dynamic",schemaPath:"#/$defs/provider/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data22.position !== undefined){
if(!(typeof data22.position == "number")){
const err44 = {instancePath:instancePath+"/providers/" + i8+"/position",schemaPath:"#/$defs/provider/properties/position/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data22.private !== undefined){
if(typeof data22.private !== "boolean"){
const err45 = {instancePath:instancePath+"/providers/" + i8+"/private",schemaPath:"#/$defs/provider/properties/private/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data22.takes !== undefined){
let data28 = data22.takes;
if(Array.isArray(data28)){
const len6 = data28.length;
for(let i9=0; i9<len6; i9++){
let data29 = data28[i9];
if(!((((data29 === "memory") || (data29 === "state")) || (data29 === "options")) || (data29 === "responses"))){
const err46 = {instancePath:instancePath+"/providers/" + i8+"/takes/" + i9,schemaPath:"#/$defs/provider/properties/takes/items/enum",keyword:"enum",params:{allowedValues: schema45.properties.takes.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
let i10 = data28.length;
let j3;
if(i10 > 1){
outer3:
for(;i10--;){
for(j3 = i10; j3--;){
if(func0(data28[i10], data28[j3])){
const err47 = {instancePath:instancePath+"/providers/" + i8+"/takes",schemaPath:"#/$defs/provider/properties/takes/uniqueItems",keyword:"uniqueItems",params:{i: i10, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i10+" are identical)"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
break outer3;
}
}
}
}
}
else {
const err48 = {instancePath:instancePath+"/providers/" + i8+"/takes",schemaPath:"#/$defs/provider/properties/takes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/providers/" + i8,schemaPath:"#/$defs/provider/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/providers",schemaPath:"#/properties/providers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data.evaluators !== undefined){
let data30 = data.evaluators;
if(Array.isArray(data30)){
const len7 = data30.length;
for(let i11=0; i11<len7; i11++){
let data31 = data30[i11];
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.name === undefined){
const err51 = {instancePath:instancePath+"/evaluators/" + i11,schemaPath:"#/$defs/evaluator/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data31.description === undefined){
const err52 = {instancePath:instancePath+"/evaluators/" + i11,schemaPath:"#/$defs/evaluator/required",keyword:"required",params:{missingProperty: "description"},message:"must have required property '"+"description"+"'"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data31.name !== undefined){
let data32 = data31.name;
if(typeof data32 === "string"){
if(func1(data32) > 200){
const err53 = {instancePath:instancePath+"/evaluators/" + i11+"/name",schemaPath:"#/$defs/evaluator/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(func1(data32) < 1){
const err54 = {instancePath:instancePath+"/evaluators/" + i11+"/name",schemaPath:"#/$defs/evaluator/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/evaluators/" + i11+"/name",schemaPath:"#/$defs/evaluator/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data31.description !== undefined){
if(typeof data31.description !== "string"){
const err56 = {instancePath:instancePath+"/evaluators/" + i11+"/description",schemaPath:"#/$defs/evaluator/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data31.similes !== undefined){
let data34 = data31.similes;
if(Array.isArray(data34)){
const len8 = data34.length;
for(let i12=0; i12<len8; i12++){
if(typeof data34[i12] !== "string"){
const err57 = {instancePath:instancePath+"/evaluators/" + i11+"/similes/" + i12,schemaPath:"#/$defs/evaluator/properties/similes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
else {
const err58 = {instancePath:instancePath+"/evaluators/" + i11+"/similes",schemaPath:"#/$defs/evaluator/properties/similes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data31.examples !== undefined){
if(!(Array.isArray(data31.examples))){
const err59 = {instancePath:instancePath+"/evaluators/" + i11+"/examples",schemaPath:"#/$defs/evaluator/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data31.alwaysRun !== undefined){
if(typeof data31.alwaysRun !== "boolean"){
const err60 = {instancePath:instancePath+"/evaluators/" + i11+"/alwaysRun",schemaPath:"#/$defs/evaluator/properties/alwaysRun/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data31.takes !== undefined){
let data38 = data31.takes;
if(Array.isArray(data38)){
const len9 = data38.length;
for(let i13=0; i13<len9; i13++){
let data39 = data38[i13];
if(!((((data39 === "memory") || (data39 === "state")) || (data39 === "options")) || (data39 === "responses"))){
const err61 = {instancePath:instancePath+"/evaluators/" + i11+"/takes/" + i13,schemaPath:"#/$defs/evaluator/properties/takes/items/enum",keyword:"enum",params:{allowedValues: schema46.properties.takes.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
let i14 = data38.length;
let j4;
if(i14 > 1){
outer4:
for(;i14--;){
for(j4 = i14; j4--;){
if(func0(data38[i14], data38[j4])){
const err62 = {instancePath:instancePath+"/evaluators/" + i11+"/takes",schemaPath:"#/$defs/evaluator/properties/takes/uniqueItems",keyword:"uniqueItems",params:{i: i14, j: j4},message:"must NOT have duplicate items (items ## "+j4+" and "+i14+" are identical)"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
break outer4;
}
}
}
}
}
else {
const err63 = {instancePath:instancePath+"/evaluators/" + i11+"/takes",schemaPath:"#/$defs/evaluator/properties/takes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
else {
const err64 = {instancePath:instancePath+"/evaluators/" + i11,schemaPath:"#/$defs/evaluator/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/evaluators",schemaPath:"#/properties/evaluators/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data.services !== undefined){
let data40 = data.services;
if(Array.isArray(data40)){
const len10 = data40.length;
for(let i15=0; i15<len10; i15++){
let data41 = data40[i15];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.name === undefined){
const err66 = {instancePath:instancePath+"/services/" + i15,schemaPath:"#/$defs/service/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data41.name !== undefined){
let data42 = data41.name;
if(typeof data42 === "string"){
if(func1(data42) > 200){
const err67 = {instancePath:instancePath+"/services/" + i15+"/name",schemaPath:"#/$defs/service/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(func1(data42) < 1){
const err68 = {instancePath:instancePath+"/services/" + i15+"/name",schemaPath:"#/$defs/service/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
else {
const err69 = {instancePath:instancePath+"/services/" + i15+"/name",schemaPath:"#/$defs/service/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data41.description !== undefined){
if(typeof data41.description !== "string"){
const err70 = {instancePath:instancePath+"/services/" + i15+"/description",schemaPath:"#/$defs/service/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data41.methods !== undefined){
let data44 = data41.methods;
if(Array.isArray(data44)){
const len11 = data44.length;
for(let i16=0; i16<len11; i16++){
let data45 = data44[i16];
if(typeof data45 === "string"){
if(func1(data45) < 1){
const err71 = {instancePath:instancePath+"/services/" + i15+"/methods/" + i16,schemaPath:"#/$defs/service/properties/methods/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/services/" + i15+"/methods/" + i16,schemaPath:"#/$defs/service/properties/methods/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
let i17 = data44.length;
let j5;
if(i17 > 1){
const indices0 = {};
for(;i17--;){
let item0 = data44[i17];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j5 = indices0[item0];
const err73 = {instancePath:instancePath+"/services/" + i15+"/methods",schemaPath:"#/$defs/service/properties/methods/uniqueItems",keyword:"uniqueItems",params:{i: i17, j: j5},message:"must NOT have duplicate items (items ## "+j5+" and "+i17+" are identical)"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
break;
}
indices0[item0] = i17;
}
}
}
else {
const err74 = {instancePath:instancePath+"/services/" + i15+"/methods",schemaPath:"#/$defs/service/properties/methods/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/services/" + i15,schemaPath:"#/$defs/service/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/services",schemaPath:"#/properties/services/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data.routes !== undefined){
let data46 = data.routes;
if(Array.isArray(data46)){
const len12 = data46.length;
for(let i18=0; i18<len12; i18++){
if(!(validate25(data46[i18], {instancePath:instancePath+"/routes/" + i18,parentData:data46,parentDataProperty:i18,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err77 = {instancePath:instancePath+"/routes",schemaPath:"#/properties/routes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data.events !== undefined){
let data48 = data.events;
if(Array.isArray(data48)){
const len13 = data48.length;
for(let i19=0; i19<len13; i19++){
let data49 = data48[i19];
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.name === undefined){
const err78 = {instancePath:instancePath+"/events/" + i19,schemaPath:"#/$defs/event/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data49.name !== undefined){
let data50 = data49.name;
if(typeof data50 === "string"){
if(func1(data50) > 200){
const err79 = {instancePath:instancePath+"/events/" + i19+"/name",schemaPath:"#/$defs/event/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(func1(data50) < 1){
const err80 = {instancePath:instancePath+"/events/" + i19+"/name",schemaPath:"#/$defs/event/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
else {
const err81 = {instancePath:instancePath+"/events/" + i19+"/name",schemaPath:"#/$defs/event/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/events/" + i19,schemaPath:"#/$defs/event/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/events",schemaPath:"#/properties/events/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data.models !== undefined){
let data51 = data.models;
if(Array.isArray(data51)){
const len14 = data51.length;
for(let i20=0; i20<len14; i20++){
let data52 = data51[i20];
if(data52 && typeof data52 == "object" && !Array.isArray(data52)){
if(data52.type === undefined){
const err84 = {instancePath:instancePath+"/models/" + i20,schemaPath:"#/$defs/model/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(data52.type !== undefined){
let data53 = data52.type;
if(typeof data53 === "string"){
if(func1(data53) > 200){
const err85 = {instancePath:instancePath+"/models/" + i20+"/type",schemaPath:"#/$defs/model/properties/type/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(func1(data53) < 1){
const err86 = {instancePath:instancePath+"/models/" + i20+"/type",schemaPath:"#/$defs/model/properties/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/models/" + i20+"/type",schemaPath:"#/$defs/model/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data52.priority !== undefined){
if(!(typeof data52.priority == "number")){
const err88 = {instancePath:instancePath+"/models/" + i20+"/priority",schemaPath:"#/$defs/model/properties/priority/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data52.provider !== undefined){
if(typeof data52.provider !== "string"){
const err89 = {instancePath:instancePath+"/models/" + i20+"/provider",schemaPath:"#/$defs/model/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/models/" + i20,schemaPath:"#/$defs/model/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
else {
const err91 = {instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
else {
const err92 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":{"name":true,"description":true,"version":true,"language":true,"interop":true,"config":true,"permissions":true,"dependencies":true,"priority":true,"actions":true,"providers":true,"evaluators":true,"services":true,"routes":true,"events":true,"models":true},"dynamicProps":false,"dynamicItems":false};


function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate33.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.protocol === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "protocol"},message:"must have required property '"+"protocol"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.features === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "features"},message:"must have required property '"+"features"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.maxFrameBytes === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "maxFrameBytes"},message:"must have required property '"+"maxFrameBytes"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.manifest === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "manifest"},message:"must have required property '"+"manifest"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.sdk === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sdk"},message:"must have required property '"+"sdk"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.type !== undefined){
if("ready" !== data.type){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "ready"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.protocol !== undefined){
let data1 = data.protocol;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.min === undefined){
const err7 = {instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1.max === undefined){
const err8 = {instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data1.min !== undefined){
let data2 = data1.min;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
const err9 = {instancePath:instancePath+"/protocol/min",schemaPath:"#/properties/protocol/properties/min/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(typeof data2 == "number"){
if(data2 < 1 || isNaN(data2)){
const err10 = {instancePath:instancePath+"/protocol/min",schemaPath:"#/properties/protocol/properties/min/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(data1.max !== undefined){
let data3 = data1.max;
if(!((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3)))){
const err11 = {instancePath:instancePath+"/protocol/max",schemaPath:"#/properties/protocol/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(typeof data3 == "number"){
if(data3 < 1 || isNaN(data3)){
const err12 = {instancePath:instancePath+"/protocol/max",schemaPath:"#/properties/protocol/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
}
else {
const err13 = {instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.features !== undefined){
let data4 = data.features;
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
if(typeof data4[i0] !== "string"){
const err14 = {instancePath:instancePath+"/features/" + i0,schemaPath:"#/properties/features/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/features",schemaPath:"#/properties/features/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.maxFrameBytes !== undefined){
let data6 = data.maxFrameBytes;
if(!((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6)))){
const err16 = {instancePath:instancePath+"/maxFrameBytes",schemaPath:"#/properties/maxFrameBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(typeof data6 == "number"){
if(data6 < 1024 || isNaN(data6)){
const err17 = {instancePath:instancePath+"/maxFrameBytes",schemaPath:"#/properties/maxFrameBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1024},message:"must be >= 1024"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
if(data.manifest !== undefined){
if(!(validate34(data.manifest, {instancePath:instancePath+"/manifest",parentData:data,parentDataProperty:"manifest",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data.sdk !== undefined){
let data8 = data.sdk;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.name === undefined){
const err18 = {instancePath:instancePath+"/sdk",schemaPath:"#/properties/sdk/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data8.version === undefined){
const err19 = {instancePath:instancePath+"/sdk",schemaPath:"#/properties/sdk/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data8.name !== undefined){
if(typeof data8.name !== "string"){
const err20 = {instancePath:instancePath+"/sdk/name",schemaPath:"#/properties/sdk/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data8.version !== undefined){
if(typeof data8.version !== "string"){
const err21 = {instancePath:instancePath+"/sdk/version",schemaPath:"#/properties/sdk/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/sdk",schemaPath:"#/properties/sdk/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":{"type":true,"protocol":true,"features":true,"maxFrameBytes":true,"manifest":true,"sdk":true},"dynamicProps":false,"dynamicItems":false};


function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate33(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":{"type":true,"protocol":true,"features":true,"maxFrameBytes":true,"manifest":true,"sdk":true},"dynamicProps":false,"dynamicItems":false};

export const validateFailed = validate39;
const schema78 = {"$ref":"contract#/$defs/messages/failed"};
const schema79 = {"type":"object","title":"FailedMessage","description":"Instead of ready: the guest cannot serve, and exits","properties":{"type":{"const":"failed"},"code":{"$ref":"#/$defs/errorCode"},"message":{"type":"string"},"path":{"type":"string"},"value":{"type":"string"},"remedy":{"type":"string"},"details":{"$ref":"#/$defs/errorDetails"}},"required":["type","code","message"],"x-from":"guest","x-kind":"notice"};
const schema80 = {"title":"ErrorCode","description":"Every error code. x-class: the class that carries it; x-retryable: whether the same call may succeed later; x-exitStatus: of the command line","oneOf":[{"const":"manifest_not_found","description":"The manifest does not exist or cannot be read","x-class":"ManifestError","x-retryable":false,"x-exitStatus":2},{"const":"manifest_not_json","description":"The manifest is not JSON","x-class":"ManifestError","x-retryable":false,"x-exitStatus":2},{"const":"manifest_invalid","description":"The manifest breaks a rule of the schema","x-class":"ManifestError","x-retryable":false,"x-exitStatus":2},{"const":"manifest_mismatch","description":"The manifest and what the guest says of itself differ","x-class":"ManifestError","x-retryable":false,"x-exitStatus":2},{"const":"protocol_unavailable","description":"The plugin offers no artefact for the protocol that was asked for","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"path_escapes","description":"A path of the manifest leads out of its folder","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"artefact_not_found","description":"An artefact that the manifest or the caller names does not exist","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"artefact_invalid","description":"An artefact is of another format, of another machine, or cut short","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"abi_mismatch","description":"The artefact lacks the exports of the ABI or was built for another version of it","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"module_not_found","description":"The module does not exist","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"module_failed","description":"The module raised while it was imported","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"plugin_not_found","description":"The module has no plugin in it","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"interpreter_not_found","description":"No Python interpreter was found","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"interpreter_too_old","description":"The Python interpreter is older than 3.10","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"guest_not_found","description":"No elizaos-interop executable was found to run the guest","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"guest_exited","description":"The guest ended before it was ready","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"guest_silent","description":"The guest said nothing before the deadline for ready","x-class":"LoadError","x-retryable":true,"x-exitStatus":2},{"const":"ffi_not_allowed","description":"Loading a shared library into the process was not allowed","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"platform_unsupported","description":"The platform is not supported","x-class":"LoadError","x-retryable":false,"x-exitStatus":2},{"const":"usage","description":"The caller's words are wrong","x-class":"UsageError","x-retryable":false,"x-exitStatus":2},{"const":"component_unknown","description":"The plugin has no component of that name","x-class":"CallError","x-retryable":false,"x-exitStatus":2},{"const":"handler_failed","description":"A handler of the plugin raised","x-class":"CallError","x-retryable":false,"x-exitStatus":1},{"const":"host_failed","description":"A method of the host raised","x-class":"CallError","x-retryable":false,"x-exitStatus":1},{"const":"value_refused","description":"A value cannot cross to the other language","x-class":"CallError","x-retryable":false,"x-exitStatus":1},{"const":"unsupported","description":"The receiver does not know that request","x-class":"CallError","x-retryable":false,"x-exitStatus":1},{"const":"deadline","description":"The call did not end by its deadline","x-class":"DeadlineError","x-retryable":true,"x-exitStatus":1},{"const":"cancelled","description":"The call was cancelled","x-class":"CancelledError","x-retryable":false,"x-exitStatus":1},{"const":"crashed","description":"The guest ended or trapped while the call was under way","x-class":"CrashedError","x-retryable":true,"x-exitStatus":1},{"const":"protocol_violation","description":"A message breaks the protocol","x-class":"ProtocolError","x-retryable":false,"x-exitStatus":1},{"const":"protocol_version","description":"Host and guest have no protocol version in common","x-class":"ProtocolError","x-retryable":false,"x-exitStatus":2},{"const":"overloaded","description":"More requests are under way than the receiver takes","x-class":"CallError","x-retryable":true,"x-exitStatus":1},{"const":"deadlock","description":"The call waits for something that waits for the call, or nests without end","x-class":"CallError","x-retryable":false,"x-exitStatus":1},{"const":"permission_denied","description":"The plugin may not do that","x-class":"PermissionDeniedError","x-retryable":false,"x-exitStatus":1},{"const":"closed","description":"The plugin was closed","x-class":"ClosedError","x-retryable":false,"x-exitStatus":1},{"const":"internal","description":"A defect of elizaos-interop itself","x-class":"PluginError","x-retryable":false,"x-exitStatus":1}]};
const schema81 = {"type":"object","title":"ErrorDetails","properties":{"traceback":{"type":"string","description":"The stack of the side that failed, as its language prints it"},"cause":{"type":"object","description":"The error that led to this one, as {code, message, details}"},"plugin":{"type":"string"},"language":{"type":"string"}}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.code === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.message === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.type !== undefined){
if("failed" !== data.type){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "failed"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.code !== undefined){
let data1 = data.code;
const _errs4 = errors;
let valid2 = false;
let passing0 = null;
const _errs5 = errors;
if("manifest_not_found" !== data1){
const err4 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/0/const",keyword:"const",params:{allowedValue: "manifest_not_found"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var _valid0 = _errs5 === errors;
if(_valid0){
valid2 = true;
passing0 = 0;
}
const _errs6 = errors;
if("manifest_not_json" !== data1){
const err5 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/1/const",keyword:"const",params:{allowedValue: "manifest_not_json"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs6 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid2 = true;
passing0 = 1;
}
const _errs7 = errors;
if("manifest_invalid" !== data1){
const err6 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/2/const",keyword:"const",params:{allowedValue: "manifest_invalid"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var _valid0 = _errs7 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 2];
}
else {
if(_valid0){
valid2 = true;
passing0 = 2;
}
const _errs8 = errors;
if("manifest_mismatch" !== data1){
const err7 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/3/const",keyword:"const",params:{allowedValue: "manifest_mismatch"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var _valid0 = _errs8 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 3];
}
else {
if(_valid0){
valid2 = true;
passing0 = 3;
}
const _errs9 = errors;
if("protocol_unavailable" !== data1){
const err8 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/4/const",keyword:"const",params:{allowedValue: "protocol_unavailable"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var _valid0 = _errs9 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 4];
}
else {
if(_valid0){
valid2 = true;
passing0 = 4;
}
const _errs10 = errors;
if("path_escapes" !== data1){
const err9 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/5/const",keyword:"const",params:{allowedValue: "path_escapes"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid0 = _errs10 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 5];
}
else {
if(_valid0){
valid2 = true;
passing0 = 5;
}
const _errs11 = errors;
if("artefact_not_found" !== data1){
const err10 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/6/const",keyword:"const",params:{allowedValue: "artefact_not_found"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var _valid0 = _errs11 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 6];
}
else {
if(_valid0){
valid2 = true;
passing0 = 6;
}
const _errs12 = errors;
if("artefact_invalid" !== data1){
const err11 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/7/const",keyword:"const",params:{allowedValue: "artefact_invalid"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var _valid0 = _errs12 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 7];
}
else {
if(_valid0){
valid2 = true;
passing0 = 7;
}
const _errs13 = errors;
if("abi_mismatch" !== data1){
const err12 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/8/const",keyword:"const",params:{allowedValue: "abi_mismatch"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
var _valid0 = _errs13 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 8];
}
else {
if(_valid0){
valid2 = true;
passing0 = 8;
}
const _errs14 = errors;
if("module_not_found" !== data1){
const err13 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/9/const",keyword:"const",params:{allowedValue: "module_not_found"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var _valid0 = _errs14 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 9];
}
else {
if(_valid0){
valid2 = true;
passing0 = 9;
}
const _errs15 = errors;
if("module_failed" !== data1){
const err14 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/10/const",keyword:"const",params:{allowedValue: "module_failed"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
var _valid0 = _errs15 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 10];
}
else {
if(_valid0){
valid2 = true;
passing0 = 10;
}
const _errs16 = errors;
if("plugin_not_found" !== data1){
const err15 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/11/const",keyword:"const",params:{allowedValue: "plugin_not_found"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var _valid0 = _errs16 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 11];
}
else {
if(_valid0){
valid2 = true;
passing0 = 11;
}
const _errs17 = errors;
if("interpreter_not_found" !== data1){
const err16 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/12/const",keyword:"const",params:{allowedValue: "interpreter_not_found"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var _valid0 = _errs17 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 12];
}
else {
if(_valid0){
valid2 = true;
passing0 = 12;
}
const _errs18 = errors;
if("interpreter_too_old" !== data1){
const err17 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/13/const",keyword:"const",params:{allowedValue: "interpreter_too_old"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var _valid0 = _errs18 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 13];
}
else {
if(_valid0){
valid2 = true;
passing0 = 13;
}
const _errs19 = errors;
if("guest_not_found" !== data1){
const err18 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/14/const",keyword:"const",params:{allowedValue: "guest_not_found"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
var _valid0 = _errs19 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 14];
}
else {
if(_valid0){
valid2 = true;
passing0 = 14;
}
const _errs20 = errors;
if("guest_exited" !== data1){
const err19 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/15/const",keyword:"const",params:{allowedValue: "guest_exited"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
var _valid0 = _errs20 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 15];
}
else {
if(_valid0){
valid2 = true;
passing0 = 15;
}
const _errs21 = errors;
if("guest_silent" !== data1){
const err20 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/16/const",keyword:"const",params:{allowedValue: "guest_silent"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid0 = _errs21 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 16];
}
else {
if(_valid0){
valid2 = true;
passing0 = 16;
}
const _errs22 = errors;
if("ffi_not_allowed" !== data1){
const err21 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/17/const",keyword:"const",params:{allowedValue: "ffi_not_allowed"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
var _valid0 = _errs22 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 17];
}
else {
if(_valid0){
valid2 = true;
passing0 = 17;
}
const _errs23 = errors;
if("platform_unsupported" !== data1){
const err22 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/18/const",keyword:"const",params:{allowedValue: "platform_unsupported"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var _valid0 = _errs23 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 18];
}
else {
if(_valid0){
valid2 = true;
passing0 = 18;
}
const _errs24 = errors;
if("usage" !== data1){
const err23 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/19/const",keyword:"const",params:{allowedValue: "usage"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var _valid0 = _errs24 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 19];
}
else {
if(_valid0){
valid2 = true;
passing0 = 19;
}
const _errs25 = errors;
if("component_unknown" !== data1){
const err24 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/20/const",keyword:"const",params:{allowedValue: "component_unknown"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
var _valid0 = _errs25 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 20];
}
else {
if(_valid0){
valid2 = true;
passing0 = 20;
}
const _errs26 = errors;
if("handler_failed" !== data1){
const err25 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/21/const",keyword:"const",params:{allowedValue: "handler_failed"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
var _valid0 = _errs26 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 21];
}
else {
if(_valid0){
valid2 = true;
passing0 = 21;
}
const _errs27 = errors;
if("host_failed" !== data1){
const err26 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/22/const",keyword:"const",params:{allowedValue: "host_failed"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var _valid0 = _errs27 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 22];
}
else {
if(_valid0){
valid2 = true;
passing0 = 22;
}
const _errs28 = errors;
if("value_refused" !== data1){
const err27 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/23/const",keyword:"const",params:{allowedValue: "value_refused"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
var _valid0 = _errs28 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 23];
}
else {
if(_valid0){
valid2 = true;
passing0 = 23;
}
const _errs29 = errors;
if("unsupported" !== data1){
const err28 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/24/const",keyword:"const",params:{allowedValue: "unsupported"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
var _valid0 = _errs29 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 24];
}
else {
if(_valid0){
valid2 = true;
passing0 = 24;
}
const _errs30 = errors;
if("deadline" !== data1){
const err29 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/25/const",keyword:"const",params:{allowedValue: "deadline"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var _valid0 = _errs30 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 25];
}
else {
if(_valid0){
valid2 = true;
passing0 = 25;
}
const _errs31 = errors;
if("cancelled" !== data1){
const err30 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/26/const",keyword:"const",params:{allowedValue: "cancelled"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
var _valid0 = _errs31 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 26];
}
else {
if(_valid0){
valid2 = true;
passing0 = 26;
}
const _errs32 = errors;
if("crashed" !== data1){
const err31 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/27/const",keyword:"const",params:{allowedValue: "crashed"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var _valid0 = _errs32 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 27];
}
else {
if(_valid0){
valid2 = true;
passing0 = 27;
}
const _errs33 = errors;
if("protocol_violation" !== data1){
const err32 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/28/const",keyword:"const",params:{allowedValue: "protocol_violation"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
var _valid0 = _errs33 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 28];
}
else {
if(_valid0){
valid2 = true;
passing0 = 28;
}
const _errs34 = errors;
if("protocol_version" !== data1){
const err33 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/29/const",keyword:"const",params:{allowedValue: "protocol_version"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
var _valid0 = _errs34 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 29];
}
else {
if(_valid0){
valid2 = true;
passing0 = 29;
}
const _errs35 = errors;
if("overloaded" !== data1){
const err34 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/30/const",keyword:"const",params:{allowedValue: "overloaded"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
var _valid0 = _errs35 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 30];
}
else {
if(_valid0){
valid2 = true;
passing0 = 30;
}
const _errs36 = errors;
if("deadlock" !== data1){
const err35 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/31/const",keyword:"const",params:{allowedValue: "deadlock"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
var _valid0 = _errs36 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 31];
}
else {
if(_valid0){
valid2 = true;
passing0 = 31;
}
const _errs37 = errors;
if("permission_denied" !== data1){
const err36 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/32/const",keyword:"const",params:{allowedValue: "permission_denied"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
var _valid0 = _errs37 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 32];
}
else {
if(_valid0){
valid2 = true;
passing0 = 32;
}
const _errs38 = errors;
if("closed" !== data1){
const err37 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/33/const",keyword:"const",params:{allowedValue: "closed"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
var _valid0 = _errs38 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 33];
}
else {
if(_valid0){
valid2 = true;
passing0 = 33;
}
const _errs39 = errors;
if("internal" !== data1){
const err38 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf/34/const",keyword:"const",params:{allowedValue: "internal"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
var _valid0 = _errs39 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 34];
}
else {
if(_valid0){
valid2 = true;
passing0 = 34;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
if(!valid2){
const err39 = {instancePath:instancePath+"/code",schemaPath:"#/$defs/errorCode/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
else {
errors = _errs4;
if(vErrors !== null){
if(_errs4){
vErrors.length = _errs4;
}
else {
vErrors = null;
}
}
}
}
if(data.message !== undefined){
if(typeof data.message !== "string"){
const err40 = {instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.path !== undefined){
if(typeof data.path !== "string"){
const err41 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.value !== undefined){
if(typeof data.value !== "string"){
const err42 = {instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.remedy !== undefined){
if(typeof data.remedy !== "string"){
const err43 = {instancePath:instancePath+"/remedy",schemaPath:"#/properties/remedy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.details !== undefined){
let data6 = data.details;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.traceback !== undefined){
if(typeof data6.traceback !== "string"){
const err44 = {instancePath:instancePath+"/details/traceback",schemaPath:"#/$defs/errorDetails/properties/traceback/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data6.cause !== undefined){
let data8 = data6.cause;
if(!(data8 && typeof data8 == "object" && !Array.isArray(data8))){
const err45 = {instancePath:instancePath+"/details/cause",schemaPath:"#/$defs/errorDetails/properties/cause/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data6.plugin !== undefined){
if(typeof data6.plugin !== "string"){
const err46 = {instancePath:instancePath+"/details/plugin",schemaPath:"#/$defs/errorDetails/properties/plugin/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data6.language !== undefined){
if(typeof data6.language !== "string"){
const err47 = {instancePath:instancePath+"/details/language",schemaPath:"#/$defs/errorDetails/properties/language/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/details",schemaPath:"#/$defs/errorDetails/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":{"type":true,"code":true,"message":true,"path":true,"value":true,"remedy":true,"details":true},"dynamicProps":false,"dynamicItems":false};


function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate39.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate40(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
validate39.errors = vErrors;
return errors === 0;
}
validate39.evaluated = {"props":{"type":true,"code":true,"message":true,"path":true,"value":true,"remedy":true,"details":true},"dynamicProps":false,"dynamicItems":false};

export const validatePermission = validate42;
const schema82 = {"$ref":"contract#/$defs/permission"};

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"contract#/$defs/permission/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!pattern8.test(data)){
const err1 = {instancePath,schemaPath:"contract#/$defs/permission/pattern",keyword:"pattern",params:{pattern: "^(\\*|(memory|rooms|entities|worlds|components|relationships|participants|tasks|cache|logs):(read|write|\\*)|events:(emit|\\*)|actions:(run|\\*)|state:(read|\\*)|messages:(send|\\*)|register:(actions|providers|evaluators|services|events|models|tasks|\\*)|(models|services|settings):[^\\s:]+)$"},message:"must match pattern \""+"^(\\*|(memory|rooms|entities|worlds|components|relationships|participants|tasks|cache|logs):(read|write|\\*)|events:(emit|\\*)|actions:(run|\\*)|state:(read|\\*)|messages:(send|\\*)|register:(actions|providers|evaluators|services|events|models|tasks|\\*)|(models|services|settings):[^\\s:]+)$"+"\""};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"contract#/$defs/permission/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const validateAction = validate43;
const schema84 = {"$ref":"contract#/$defs/action"};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate43.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"contract#/$defs/action/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.description === undefined){
const err1 = {instancePath,schemaPath:"contract#/$defs/action/required",keyword:"required",params:{missingProperty: "description"},message:"must have required property '"+"description"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func1(data0) > 200){
const err2 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/action/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func1(data0) < 1){
const err3 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/action/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/action/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err5 = {instancePath:instancePath+"/description",schemaPath:"contract#/$defs/action/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.similes !== undefined){
let data2 = data.similes;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(typeof data2[i0] !== "string"){
const err6 = {instancePath:instancePath+"/similes/" + i0,schemaPath:"contract#/$defs/action/properties/similes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath:instancePath+"/similes",schemaPath:"contract#/$defs/action/properties/similes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.examples !== undefined){
if(!(Array.isArray(data.examples))){
const err8 = {instancePath:instancePath+"/examples",schemaPath:"contract#/$defs/action/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.takes !== undefined){
let data5 = data.takes;
if(Array.isArray(data5)){
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if(!((((data6 === "memory") || (data6 === "state")) || (data6 === "options")) || (data6 === "responses"))){
const err9 = {instancePath:instancePath+"/takes/" + i1,schemaPath:"contract#/$defs/action/properties/takes/items/enum",keyword:"enum",params:{allowedValues: schema44.properties.takes.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
let i2 = data5.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func0(data5[i2], data5[j0])){
const err10 = {instancePath:instancePath+"/takes",schemaPath:"contract#/$defs/action/properties/takes/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err11 = {instancePath:instancePath+"/takes",schemaPath:"contract#/$defs/action/properties/takes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath,schemaPath:"contract#/$defs/action/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}
validate43.evaluated = {"props":{"name":true,"description":true,"similes":true,"examples":true,"takes":true},"dynamicProps":false,"dynamicItems":false};

export const validateProvider = validate44;
const schema86 = {"$ref":"contract#/$defs/provider"};

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate44.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"contract#/$defs/provider/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func1(data0) > 200){
const err1 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/provider/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/provider/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/provider/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err4 = {instancePath:instancePath+"/description",schemaPath:"contract#/$defs/provider/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.dynamic !== undefined){
if(typeof data.dynamic !== "boolean"){
const err5 = {instancePath:instancePath+"/dynamic",schemaPath:"contract#/$defs/provider/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.position !== undefined){
if(!(typeof data.position == "number")){
const err6 = {instancePath:instancePath+"/position",schemaPath:"contract#/$defs/provider/properties/position/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.private !== undefined){
if(typeof data.private !== "boolean"){
const err7 = {instancePath:instancePath+"/private",schemaPath:"contract#/$defs/provider/properties/private/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.takes !== undefined){
let data5 = data.takes;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(!((((data6 === "memory") || (data6 === "state")) || (data6 === "options")) || (data6 === "responses"))){
const err8 = {instancePath:instancePath+"/takes/" + i0,schemaPath:"contract#/$defs/provider/properties/takes/items/enum",keyword:"enum",params:{allowedValues: schema45.properties.takes.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
let i1 = data5.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data5[i1], data5[j0])){
const err9 = {instancePath:instancePath+"/takes",schemaPath:"contract#/$defs/provider/properties/takes/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err10 = {instancePath:instancePath+"/takes",schemaPath:"contract#/$defs/provider/properties/takes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath,schemaPath:"contract#/$defs/provider/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"props":{"name":true,"description":true,"dynamic":true,"position":true,"private":true,"takes":true},"dynamicProps":false,"dynamicItems":false};

export const validateEvaluator = validate45;
const schema88 = {"$ref":"contract#/$defs/evaluator"};

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate45.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"contract#/$defs/evaluator/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.description === undefined){
const err1 = {instancePath,schemaPath:"contract#/$defs/evaluator/required",keyword:"required",params:{missingProperty: "description"},message:"must have required property '"+"description"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func1(data0) > 200){
const err2 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/evaluator/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func1(data0) < 1){
const err3 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/evaluator/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/evaluator/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err5 = {instancePath:instancePath+"/description",schemaPath:"contract#/$defs/evaluator/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.similes !== undefined){
let data2 = data.similes;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(typeof data2[i0] !== "string"){
const err6 = {instancePath:instancePath+"/similes/" + i0,schemaPath:"contract#/$defs/evaluator/properties/similes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath:instancePath+"/similes",schemaPath:"contract#/$defs/evaluator/properties/similes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.examples !== undefined){
if(!(Array.isArray(data.examples))){
const err8 = {instancePath:instancePath+"/examples",schemaPath:"contract#/$defs/evaluator/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.alwaysRun !== undefined){
if(typeof data.alwaysRun !== "boolean"){
const err9 = {instancePath:instancePath+"/alwaysRun",schemaPath:"contract#/$defs/evaluator/properties/alwaysRun/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.takes !== undefined){
let data6 = data.takes;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(!((((data7 === "memory") || (data7 === "state")) || (data7 === "options")) || (data7 === "responses"))){
const err10 = {instancePath:instancePath+"/takes/" + i1,schemaPath:"contract#/$defs/evaluator/properties/takes/items/enum",keyword:"enum",params:{allowedValues: schema46.properties.takes.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let i2 = data6.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func0(data6[i2], data6[j0])){
const err11 = {instancePath:instancePath+"/takes",schemaPath:"contract#/$defs/evaluator/properties/takes/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/takes",schemaPath:"contract#/$defs/evaluator/properties/takes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath,schemaPath:"contract#/$defs/evaluator/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}
validate45.evaluated = {"props":{"name":true,"description":true,"similes":true,"examples":true,"alwaysRun":true,"takes":true},"dynamicProps":false,"dynamicItems":false};

export const validateService = validate46;
const schema90 = {"$ref":"contract#/$defs/service"};

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate46.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"contract#/$defs/service/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func1(data0) > 200){
const err1 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/service/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/service/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/service/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err4 = {instancePath:instancePath+"/description",schemaPath:"contract#/$defs/service/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.methods !== undefined){
let data2 = data.methods;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(func1(data3) < 1){
const err5 = {instancePath:instancePath+"/methods/" + i0,schemaPath:"contract#/$defs/service/properties/methods/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/methods/" + i0,schemaPath:"contract#/$defs/service/properties/methods/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
let i1 = data2.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data2[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err7 = {instancePath:instancePath+"/methods",schemaPath:"contract#/$defs/service/properties/methods/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err8 = {instancePath:instancePath+"/methods",schemaPath:"contract#/$defs/service/properties/methods/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath,schemaPath:"contract#/$defs/service/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}
validate46.evaluated = {"props":{"name":true,"description":true,"methods":true},"dynamicProps":false,"dynamicItems":false};

export const validateEvent = validate47;
const schema92 = {"$ref":"contract#/$defs/event"};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate47.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"contract#/$defs/event/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func1(data0) > 200){
const err1 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/event/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/event/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/event/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"contract#/$defs/event/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}
validate47.evaluated = {"props":{"name":true},"dynamicProps":false,"dynamicItems":false};

export const validateModel = validate48;
const schema94 = {"$ref":"contract#/$defs/model"};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate48.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"contract#/$defs/model/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 === "string"){
if(func1(data0) > 200){
const err1 = {instancePath:instancePath+"/type",schemaPath:"contract#/$defs/model/properties/type/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/type",schemaPath:"contract#/$defs/model/properties/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/type",schemaPath:"contract#/$defs/model/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.priority !== undefined){
if(!(typeof data.priority == "number")){
const err4 = {instancePath:instancePath+"/priority",schemaPath:"contract#/$defs/model/properties/priority/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.provider !== undefined){
if(typeof data.provider !== "string"){
const err5 = {instancePath:instancePath+"/provider",schemaPath:"contract#/$defs/model/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"contract#/$defs/model/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"props":{"type":true,"priority":true,"provider":true},"dynamicProps":false,"dynamicItems":false};

export const validateTaskWorker = validate49;
const schema96 = {"$ref":"contract#/$defs/taskWorker"};
const schema97 = {"type":"object","title":"TaskWorkerDefinition","description":"Stands in component.register only: task workers are registered by init","properties":{"name":{"type":"string","description":"Unique within its kind","minLength":1,"maxLength":200},"validates":{"type":"boolean","description":"Whether the worker answers task.validate"}},"required":["name"]};

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate49.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"contract#/$defs/taskWorker/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func1(data0) > 200){
const err1 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/taskWorker/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/taskWorker/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/name",schemaPath:"contract#/$defs/taskWorker/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.validates !== undefined){
if(typeof data.validates !== "boolean"){
const err4 = {instancePath:instancePath+"/validates",schemaPath:"contract#/$defs/taskWorker/properties/validates/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"contract#/$defs/taskWorker/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate49.errors = vErrors;
return errors === 0;
}
validate49.evaluated = {"props":{"name":true,"validates":true},"dynamicProps":false,"dynamicItems":false};
