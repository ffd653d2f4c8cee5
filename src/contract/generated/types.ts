/** Generated from plugin.schema.json by `bun run generate`. */

/**
 * The sender's own counter, from 1
 */
export type RequestId = number
/**
 * The language that the plugin is written in
 */
export type Language = ("typescript" | "rust" | "python" | "other")
/**
 * How the host reaches the plugin
 */
export type Protocol = ("native" | "wasm" | "ffi" | "ipc")
/**
 * Relative to the manifest; may not leave its folder
 */
export type Path = string
/**
 * A name of npm, PyPI or crates.io form
 */
export type PluginName = string
/**
 * A version of SemVer or PEP 440 form
 */
export type PluginVersion = string
export type EnvironmentName = string
/**
 * Where the artefacts are and how they are reached. One manifest may name several artefacts; protocol is the default
 */
export type Interop = Interop1
/**
 * Every error code. x-class: the class that carries it; x-retryable: whether the same call may succeed later; x-exitStatus: of the command line
 */
export type ErrorCode = ("manifest_not_found" | "manifest_not_json" | "manifest_invalid" | "manifest_mismatch" | "protocol_unavailable" | "path_escapes" | "artefact_not_found" | "artefact_invalid" | "abi_mismatch" | "module_not_found" | "module_failed" | "plugin_not_found" | "interpreter_not_found" | "interpreter_too_old" | "guest_not_found" | "guest_exited" | "guest_silent" | "ffi_not_allowed" | "platform_unsupported" | "usage" | "component_unknown" | "handler_failed" | "host_failed" | "value_refused" | "unsupported" | "deadline" | "cancelled" | "crashed" | "protocol_violation" | "protocol_version" | "permission_denied" | "closed" | "internal")
/**
 * The runtime methods that host.call may name; each takes and returns what elizaOS's IAgentRuntime says
 */
export type HostMethod = ("composeState" | "createMemory" | "emitEvent" | "getMemories" | "getMemoryById" | "useModel")
/**
 * The sender's own counter, from 1
 */
export type RequestId1 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId2 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId3 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId4 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId5 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId6 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId7 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId8 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId9 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId10 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId11 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId12 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId13 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId14 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId15 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId16 = number
/**
 * The sender's own counter, from 1
 */
export type RequestId17 = number

export interface Contract {
requestId?: RequestId
language?: Language
protocol?: Protocol
path?: Path
pluginName?: PluginName
pluginVersion?: PluginVersion
environmentName?: EnvironmentName
interop?: Interop
action?: ActionDefinition
provider?: ProviderDefinition
evaluator?: EvaluatorDefinition
service?: ServiceDefinition
route?: RouteDefinition
event?: EventDefinition
model?: ModelDefinition
manifest?: Manifest
guestManifest?: GuestManifest
errorCode?: ErrorCode
errorDetails?: ErrorDetails
hostMethod?: HostMethod
ready?: ReadyMessage
failed?: FailedMessage
"plugin.init"?: PluginInitMessage
"plugin.init.result"?: PluginInitResultMessage
"plugin.update"?: PluginUpdateMessage
"action.validate"?: ActionValidateMessage
"evaluator.validate"?: EvaluatorValidateMessage
"validate.result"?: ValidateResultMessage
"action.invoke"?: ActionInvokeMessage
"action.result"?: ActionResultMessage
"callback.emit"?: CallbackEmitMessage
"callback.result"?: CallbackResultMessage
"provider.get"?: ProviderGetMessage
"provider.result"?: ProviderResultMessage
"evaluator.invoke"?: EvaluatorInvokeMessage
"evaluator.result"?: EvaluatorResultMessage
"service.start"?: ServiceStartMessage
"service.call"?: ServiceCallMessage
"service.stop"?: ServiceStopMessage
"service.result"?: ServiceResultMessage
"route.handle"?: RouteHandleMessage
"route.response"?: RouteResponseMessage
"route.head"?: RouteHeadMessage
"route.chunk"?: RouteChunkMessage
"route.end"?: RouteEndMessage
"route.more"?: RouteMoreMessage
"event.emit"?: EventEmitMessage
"event.result"?: EventResultMessage
"model.invoke"?: ModelInvokeMessage
"model.chunk"?: ModelChunkMessage
"model.result"?: ModelResultMessage
"task.execute"?: TaskExecuteMessage
"task.result"?: TaskResultMessage
"host.call"?: HostCallMessage
"host.result"?: HostResultMessage
"component.register"?: ComponentRegisterMessage
"component.result"?: ComponentResultMessage
shutdown?: ShutdownMessage
cancel?: CancelMessage
ping?: PingMessage
pong?: PongMessage
log?: LogMessage
error?: ErrorMessage
[k: string]: unknown
}
export interface Interop1 {
protocol: Protocol
/**
 * TypeScript or JavaScript module, as path or path:export
 */
modulePath?: string
wasmPath?: Path
/**
 * Relative to the manifest; may not leave its folder
 */
sharedLibPath?: string
/**
 * Python module, as module or module:attribute
 */
moduleName?: string
/**
 * Program and arguments of a guest that speaks ipc on its stdin and stdout. A path that begins with ./ is relative to the manifest
 * 
 * @minItems 1
 */
ipcCommand?: [string, ...(string)[]]
/**
 * Python interpreter, a path relative to the manifest or a command
 */
python?: string
/**
 * Names of the environment variables that the guest's process is given besides the safe list
 */
env?: EnvironmentName[]
[k: string]: unknown
}
export interface ActionDefinition {
/**
 * Unique within its kind
 */
name: string
description: string
/**
 * Other names that a model may use for it
 */
similes?: string[]
/**
 * Example conversations, as elizaOS defines them
 */
examples?: unknown[]
/**
 * Which of the inputs the handler reads. What it ignores is not sent. Absent: all of them
 */
takes?: ("memory" | "state" | "options" | "responses")[]
[k: string]: unknown
}
export interface ProviderDefinition {
/**
 * Unique within its kind
 */
name: string
description?: string
dynamic?: boolean
position?: number
private?: boolean
/**
 * Which of the inputs the handler reads. What it ignores is not sent. Absent: all of them
 */
takes?: ("memory" | "state" | "options" | "responses")[]
[k: string]: unknown
}
export interface EvaluatorDefinition {
/**
 * Unique within its kind
 */
name: string
description: string
/**
 * Other names that a model may use for it
 */
similes?: string[]
/**
 * Example conversations, as elizaOS defines them
 */
examples?: unknown[]
alwaysRun?: boolean
/**
 * Which of the inputs the handler reads. What it ignores is not sent. Absent: all of them
 */
takes?: ("memory" | "state" | "options" | "responses")[]
[k: string]: unknown
}
export interface ServiceDefinition {
/**
 * elizaOS's serviceType
 */
name: string
/**
 * elizaOS's capabilityDescription
 */
description?: string
methods?: string[]
[k: string]: unknown
}
export interface RouteDefinition {
type: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "STATIC")
path: string
name?: string
filePath?: Path
public?: boolean
isMultipart?: boolean
[k: string]: unknown
}
export interface EventDefinition {
/**
 * Unique within its kind
 */
name: string
[k: string]: unknown
}
export interface ModelDefinition {
/**
 * elizaOS's model type, such as TEXT_SMALL
 */
type: string
priority?: number
[k: string]: unknown
}
/**
 * plugin.json
 */
export interface Manifest {
$schema?: string
name: PluginName
/**
 * One sentence for people
 */
description: string
version: PluginVersion
language: Language
interop: Interop
/**
 * Settings that the plugin reads, with their defaults; null is no default
 */
config?: {
[k: string]: string | number | boolean | null
}
/**
 * What the plugin may ask of the agent
 */
permissions?: string[]
/**
 * Plugins that must be registered first
 */
dependencies?: PluginName[]
/**
 * elizaOS's priority of the plugin
 */
priority?: number
actions?: ActionDefinition[]
providers?: ProviderDefinition[]
evaluators?: EvaluatorDefinition[]
services?: ServiceDefinition[]
routes?: RouteDefinition[]
events?: EventDefinition[]
models?: ModelDefinition[]
[k: string]: unknown
}
/**
 * What a guest says of itself in ready: a manifest of which only the name is required
 */
export interface GuestManifest {
name: PluginName
/**
 * One sentence for people
 */
description?: string
version?: PluginVersion
language?: Language
interop?: Interop
/**
 * Settings that the plugin reads, with their defaults; null is no default
 */
config?: {
[k: string]: string | number | boolean | null
}
/**
 * What the plugin may ask of the agent
 */
permissions?: string[]
/**
 * Plugins that must be registered first
 */
dependencies?: PluginName[]
/**
 * elizaOS's priority of the plugin
 */
priority?: number
actions?: ActionDefinition[]
providers?: ProviderDefinition[]
evaluators?: EvaluatorDefinition[]
services?: ServiceDefinition[]
routes?: RouteDefinition[]
events?: EventDefinition[]
models?: ModelDefinition[]
[k: string]: unknown
}
export interface ErrorDetails {
/**
 * The stack of the side that failed, as its language prints it
 */
traceback?: string
/**
 * The error that led to this one, as {code, message, details}
 */
cause?: {
[k: string]: unknown
}
plugin?: string
language?: string
[k: string]: unknown
}
/**
 * The guest's first message
 */
export interface ReadyMessage {
type: "ready"
protocol: {
min: number
max: number
[k: string]: unknown
}
features: string[]
/**
 * The largest frame that the guest accepts, bytes
 */
maxFrameBytes: number
manifest: GuestManifest
sdk: {
name: string
version: string
[k: string]: unknown
}
[k: string]: unknown
}
/**
 * Instead of ready: the guest cannot serve, and exits
 */
export interface FailedMessage {
type: "failed"
code: ErrorCode
message: string
path?: string
value?: string
remedy?: string
details?: ErrorDetails
[k: string]: unknown
}
/**
 * First request. Nothing else is asked before its answer
 */
export interface PluginInitMessage {
type: "plugin.init"
id: RequestId
parent?: RequestId1
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
/**
 * The version that the host chose
 */
protocol: number
features: string[]
limits: {
maxFrameBytes: number
maxInFlight: number
[k: string]: unknown
}
/**
 * elizaOS's config argument of init
 */
config: {
[k: string]: string
}
/**
 * What the manifest's config declares and what the user grants
 */
settings: {
[k: string]: unknown
}
agent: {
id: string
/**
 * elizaOS Character without secrets
 */
character: {
[k: string]: unknown
}
[k: string]: unknown
}
[k: string]: unknown
}
export interface PluginInitResultMessage {
type: "plugin.init.result"
re: RequestId
[k: string]: unknown
}
/**
 * Settings or the character changed; the given ones replace the old
 */
export interface PluginUpdateMessage {
type: "plugin.update"
settings?: {
[k: string]: unknown
}
character?: {
[k: string]: unknown
}
[k: string]: unknown
}
export interface ActionValidateMessage {
type: "action.validate"
id: RequestId
parent?: RequestId2
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
action: string
/**
 * elizaOS Memory
 */
memory?: {
[k: string]: unknown
}
/**
 * elizaOS State
 */
state?: {
[k: string]: unknown
}
[k: string]: unknown
}
export interface EvaluatorValidateMessage {
type: "evaluator.validate"
id: RequestId
parent?: RequestId3
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
evaluator: string
/**
 * elizaOS Memory
 */
memory?: {
[k: string]: unknown
}
/**
 * elizaOS State
 */
state?: {
[k: string]: unknown
}
[k: string]: unknown
}
export interface ValidateResultMessage {
type: "validate.result"
re: RequestId
valid: boolean
[k: string]: unknown
}
export interface ActionInvokeMessage {
type: "action.invoke"
id: RequestId
parent?: RequestId4
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
action: string
/**
 * elizaOS Memory
 */
memory?: {
[k: string]: unknown
}
/**
 * elizaOS State
 */
state?: {
[k: string]: unknown
}
/**
 * elizaOS HandlerOptions, without functions
 */
options?: {
[k: string]: unknown
}
/**
 * elizaOS Memory[]: the responses so far
 */
responses?: {
[k: string]: unknown
}[]
[k: string]: unknown
}
/**
 * result: elizaOS ActionResult, or null
 */
export interface ActionResultMessage {
type: "action.result"
re: RequestId
result: ({
[k: string]: unknown
} | null)
[k: string]: unknown
}
/**
 * The handler callback of the call named by parent
 */
export interface CallbackEmitMessage {
type: "callback.emit"
id: RequestId
parent: RequestId5
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
/**
 * elizaOS Content
 */
content: {
[k: string]: unknown
}
[k: string]: unknown
}
export interface CallbackResultMessage {
type: "callback.result"
re: RequestId
memories: {
[k: string]: unknown
}[]
[k: string]: unknown
}
export interface ProviderGetMessage {
type: "provider.get"
id: RequestId
parent?: RequestId6
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
provider: string
/**
 * elizaOS Memory
 */
memory?: {
[k: string]: unknown
}
/**
 * elizaOS State
 */
state?: {
[k: string]: unknown
}
[k: string]: unknown
}
/**
 * result: elizaOS ProviderResult, or null
 */
export interface ProviderResultMessage {
type: "provider.result"
re: RequestId
result: ({
[k: string]: unknown
} | null)
[k: string]: unknown
}
export interface EvaluatorInvokeMessage {
type: "evaluator.invoke"
id: RequestId
parent?: RequestId7
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
evaluator: string
/**
 * elizaOS Memory
 */
memory?: {
[k: string]: unknown
}
/**
 * elizaOS State
 */
state?: {
[k: string]: unknown
}
/**
 * elizaOS HandlerOptions, without functions
 */
options?: {
[k: string]: unknown
}
/**
 * elizaOS Memory[]: the responses so far
 */
responses?: {
[k: string]: unknown
}[]
[k: string]: unknown
}
export interface EvaluatorResultMessage {
type: "evaluator.result"
re: RequestId
result: ({
[k: string]: unknown
} | null)
[k: string]: unknown
}
export interface ServiceStartMessage {
type: "service.start"
id: RequestId
parent?: RequestId8
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
service: string
[k: string]: unknown
}
export interface ServiceCallMessage {
type: "service.call"
id: RequestId
parent?: RequestId9
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
instance: number
method: string
args: unknown[]
[k: string]: unknown
}
export interface ServiceStopMessage {
type: "service.stop"
id: RequestId
parent?: RequestId10
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
instance: number
[k: string]: unknown
}
/**
 * To start: instance and methods; to call and stop: value
 */
export interface ServiceResultMessage {
type: "service.result"
re: RequestId
instance?: number
methods?: string[]
value?: unknown
[k: string]: unknown
}
export interface RouteHandleMessage {
type: "route.handle"
id: RequestId
parent?: RequestId11
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
route: string
method: string
path: string
params?: {
[k: string]: unknown
}
query?: {
[k: string]: unknown
}
headers?: {
[k: string]: unknown
}
body?: unknown
[k: string]: unknown
}
export interface RouteResponseMessage {
type: "route.response"
re: RequestId
status: number
headers?: {
[k: string]: unknown
}
body?: unknown
[k: string]: unknown
}
/**
 * Begins a response in chunks
 */
export interface RouteHeadMessage {
type: "route.head"
re: RequestId
status: number
headers?: {
[k: string]: unknown
}
[k: string]: unknown
}
export interface RouteChunkMessage {
type: "route.chunk"
re: RequestId
seq: number
data: unknown
[k: string]: unknown
}
/**
 * Ends a response in chunks; stands for route.response
 */
export interface RouteEndMessage {
type: "route.end"
re: RequestId
[k: string]: unknown
}
/**
 * The chunk was consumed; at most four may be ahead
 */
export interface RouteMoreMessage {
type: "route.more"
re: RequestId
seq: number
[k: string]: unknown
}
export interface EventEmitMessage {
type: "event.emit"
id: RequestId
parent?: RequestId12
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
event: string
payload?: unknown
[k: string]: unknown
}
export interface EventResultMessage {
type: "event.result"
re: RequestId
[k: string]: unknown
}
export interface ModelInvokeMessage {
type: "model.invoke"
id: RequestId
parent?: RequestId13
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
model: string
params?: {
[k: string]: unknown
}
stream?: boolean
[k: string]: unknown
}
export interface ModelChunkMessage {
type: "model.chunk"
re: RequestId
text: string
[k: string]: unknown
}
export interface ModelResultMessage {
type: "model.result"
re: RequestId
value: unknown
[k: string]: unknown
}
export interface TaskExecuteMessage {
type: "task.execute"
id: RequestId
parent?: RequestId14
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
worker: string
task?: {
[k: string]: unknown
}
options?: {
[k: string]: unknown
}
[k: string]: unknown
}
export interface TaskResultMessage {
type: "task.result"
re: RequestId
[k: string]: unknown
}
export interface HostCallMessage {
type: "host.call"
id: RequestId
parent?: RequestId15
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
/**
 * One of hostMethod; another is refused by name
 */
method: string
/**
 * The positional arguments of the TypeScript method
 */
args: unknown[]
[k: string]: unknown
}
export interface HostResultMessage {
type: "host.result"
re: RequestId
value: unknown
[k: string]: unknown
}
export interface ComponentRegisterMessage {
type: "component.register"
id: RequestId
parent?: RequestId16
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
kind: ("action" | "provider" | "evaluator" | "model" | "event" | "task")
definition: {
[k: string]: unknown
}
[k: string]: unknown
}
export interface ComponentResultMessage {
type: "component.result"
re: RequestId
[k: string]: unknown
}
/**
 * Finish, then exit
 */
export interface ShutdownMessage {
type: "shutdown"
[k: string]: unknown
}
/**
 * The sender no longer wants an answer to its request
 */
export interface CancelMessage {
type: "cancel"
re: RequestId
[k: string]: unknown
}
export interface PingMessage {
type: "ping"
id: RequestId
parent?: RequestId17
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
[k: string]: unknown
}
export interface PongMessage {
type: "pong"
re: RequestId
[k: string]: unknown
}
export interface LogMessage {
type: "log"
re?: RequestId
level: ("trace" | "debug" | "info" | "warn" | "error" | "fatal")
message: string
fields?: {
[k: string]: unknown
}
[k: string]: unknown
}
/**
 * Ends any request instead of its answer
 */
export interface ErrorMessage {
type: "error"
re: RequestId
code: ErrorCode
message: string
details?: ErrorDetails
[k: string]: unknown
}
