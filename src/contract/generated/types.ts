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
 * What a plugin may ask of the agent, as area:what. * stands for any text
 */
export type Permission = string
/**
 * Every error code. x-class: the class that carries it; x-retryable: whether the same call may succeed later; x-exitStatus: of the command line
 */
export type ErrorCode = ("manifest_not_found" | "manifest_not_json" | "manifest_invalid" | "manifest_mismatch" | "protocol_unavailable" | "path_escapes" | "artefact_not_found" | "artefact_invalid" | "abi_mismatch" | "module_not_found" | "module_failed" | "plugin_not_found" | "interpreter_not_found" | "interpreter_too_old" | "guest_not_found" | "guest_exited" | "guest_silent" | "ffi_not_allowed" | "platform_unsupported" | "usage" | "component_unknown" | "handler_failed" | "host_failed" | "value_refused" | "unsupported" | "deadline" | "cancelled" | "crashed" | "protocol_violation" | "protocol_version" | "overloaded" | "deadlock" | "permission_denied" | "closed" | "internal")
/**
 * The methods of elizaOS's runtime that host.call offers. x-permissions: all that a call needs; x-result: memories, memory and state say which of elizaOS's shapes it answers
 */
export type HostMethod = ("getMemories" | "getMemoryById" | "getMemoriesByIds" | "getMemoriesByRoomIds" | "getMemoriesByWorldId" | "getAllMemories" | "searchMemories" | "countMemories" | "getCachedEmbeddings" | "createMemory" | "updateMemory" | "deleteMemory" | "deleteManyMemories" | "deleteAllMemories" | "clearAllAgentMemories" | "addEmbeddingToMemory" | "queueEmbeddingGeneration" | "getRoom" | "getRooms" | "getRoomsByIds" | "getRoomsByWorld" | "getRoomsForParticipant" | "getRoomsForParticipants" | "createRoom" | "createRooms" | "updateRoom" | "deleteRoom" | "deleteRoomsByWorldId" | "ensureRoomExists" | "getParticipantsForRoom" | "getParticipantsForEntity" | "isRoomParticipant" | "getParticipantUserState" | "addParticipant" | "addParticipantsRoom" | "removeParticipant" | "setParticipantUserState" | "ensureParticipantInRoom" | "getEntityById" | "getEntitiesByIds" | "getEntitiesForRoom" | "createEntity" | "createEntities" | "updateEntity" | "getWorld" | "getAllWorlds" | "createWorld" | "updateWorld" | "removeWorld" | "ensureWorldExists" | "ensureConnection" | "ensureConnections" | "getComponent" | "getComponents" | "createComponent" | "updateComponent" | "deleteComponent" | "getRelationship" | "getRelationships" | "createRelationship" | "updateRelationship" | "getTask" | "getTasks" | "getTasksByName" | "createTask" | "updateTask" | "deleteTask" | "getCache" | "setCache" | "deleteCache" | "getLogs" | "getAgentRunSummaries" | "log" | "deleteLog" | "useModel" | "generateText" | "composeState" | "processActions" | "evaluate" | "getActionResults" | "emitEvent" | "sendMessageToTarget" | "getServiceLoadPromise" | "setSetting" | "initPromise")
/**
 * Members of elizaOS's runtime that a guest's SDK answers at once: from plugin.init and plugin.update, from its own components, or by component.register
 */
export type LocalRuntimeMember = ("agentId" | "character" | "logger" | "getSetting" | "getService" | "getServicesByType" | "getAllServices" | "getRegisteredServiceTypes" | "hasService" | "getConversationLength" | "createRunId" | "hasElizaOS" | "fetch" | "registerAction" | "registerProvider" | "registerEvaluator" | "registerService" | "registerModel" | "registerEvent" | "registerTaskWorker")
/**
 * Members of elizaOS's runtime that cannot cross, and why
 */
export type RefusedRuntimeMember = ("adapter" | "db" | "getConnection" | "registerDatabaseAdapter" | "initialize" | "init" | "isReady" | "close" | "stop" | "registerPlugin" | "runMigrations" | "runPluginMigrations" | "ensureEmbeddingDimension" | "withEntityContext" | "registerSendHandler" | "getModel" | "getEvent" | "getTaskWorker" | "getAgent" | "getAgents" | "createAgent" | "updateAgent" | "deleteAgent" | "startRun" | "endRun" | "getCurrentRunId" | "messageService" | "elizaOS" | "actions" | "providers" | "evaluators" | "plugins" | "services" | "events" | "routes" | "stateCache")

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
permission?: Permission
taskWorker?: TaskWorkerDefinition
localRuntimeMember?: LocalRuntimeMember
refusedRuntimeMember?: RefusedRuntimeMember
uploadedFile?: UploadedFile
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
"task.validate"?: TaskValidateMessage
"host.call"?: HostCallMessage
"host.result"?: HostResultMessage
"component.register"?: ComponentRegisterMessage
"component.result"?: ComponentResultMessage
shutdown?: ShutdownMessage
cancel?: CancelMessage
ping?: PingMessage
pong?: PongMessage
log?: LogMessage
"setting.missing"?: SettingMissingMessage
error?: ErrorMessage
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
 * Program and arguments of a guest that speaks ipc on its stdin and stdout. It runs in the folder of the manifest, to which a path that begins with ./ is relative
 * 
 * @minItems 1
 */
ipcCommand?: [string, ...(string)[]]
/**
 * Python interpreter, a path relative to the manifest or a command
 */
python?: string
/**
 * Names of the environment variables that the guest's process is given besides the safe list. One that looks like a secret's is given by the user only
 */
env?: EnvironmentName[]
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
/**
 * Names of the methods that others may call. Absent: what service.start answers
 */
methods?: string[]
}
export interface RouteDefinition {
type: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "STATIC")
/**
 * As elizaOS's: /rooms/:roomId, or /files/* at the end. The agent puts /<plugin name> before it
 */
path: string
name?: string
/**
 * Relative to the manifest; may not leave its folder
 */
filePath?: string
/**
 * elizaOS's: whether it is offered to people who are not signed in
 */
public?: boolean
/**
 * The body is multipart/form-data: the handler is given its fields as body and its files
 */
isMultipart?: boolean
}
export interface EventDefinition {
/**
 * Unique within its kind
 */
name: string
}
export interface ModelDefinition {
/**
 * elizaOS's model type, such as TEXT_SMALL
 */
type: string
priority?: number
/**
 * Who offers the model, for useModel's third argument. Absent: the plugin's name
 */
provider?: string
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
 * Settings that the plugin reads, with their defaults; null is no default. One with a name that looks like a secret's is given by the user only
 */
config?: {
[k: string]: string | number | boolean | null
}
/**
 * What the plugin may ask of the agent. Without this field it may ask for everything but settings that config does not declare; with it, only for what is listed
 */
permissions?: Permission[]
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
 * Settings that the plugin reads, with their defaults; null is no default. One with a name that looks like a secret's is given by the user only
 */
config?: {
[k: string]: string | number | boolean | null
}
/**
 * What the plugin may ask of the agent. Without this field it may ask for everything but settings that config does not declare; with it, only for what is listed
 */
permissions?: Permission[]
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

}
plugin?: string
language?: string
}
/**
 * Stands in component.register only: task workers are registered by init
 */
export interface TaskWorkerDefinition {
/**
 * Unique within its kind
 */
name: string
/**
 * Whether the worker answers task.validate
 */
validates?: boolean
}
export interface UploadedFile {
fieldname: string
originalname: string
mimetype: string
size: number
/**
 * The file's bytes
 */
buffer: {
[k: string]: unknown
}
}
/**
 * The guest's first message
 */
export interface ReadyMessage {
type: "ready"
protocol: {
min: number
max: number
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
}
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
}
/**
 * First request. Nothing else is asked before its answer
 */
export interface PluginInitMessage {
type: "plugin.init"
id: RequestId
parent?: RequestId
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
/**
 * How long a guest in a process of its own looks for the host's next message after each one before it sleeps, µs. Absent: not at all
 */
pollUs?: number
}
/**
 * elizaOS's config argument of init
 */
config: {
[k: string]: string
}
/**
 * What config declares and the permissions name, but for names that look like a secret's, and what the user gives and grants. null: the plugin may see it, and the agent has none
 */
settings: {

}
agent: {
id: string
/**
 * elizaOS Character without secrets, at any depth; of its settings those that the plugin may see
 */
character: {

}
/**
 * elizaOS's getConversationLength
 */
conversationLength?: number
}
/**
 * Types of the services that run or are starting
 */
services?: string[]
}
export interface PluginInitResultMessage {
type: "plugin.init.result"
re: RequestId
}
/**
 * Settings or the character changed; the given ones replace the old
 */
export interface PluginUpdateMessage {
type: "plugin.update"
settings?: {

}
character?: {

}
/**
 * Types of the services that run or are starting
 */
services?: string[]
}
export interface ActionValidateMessage {
type: "action.validate"
id: RequestId
parent?: RequestId
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

}
/**
 * elizaOS State
 */
state?: {

}
}
export interface EvaluatorValidateMessage {
type: "evaluator.validate"
id: RequestId
parent?: RequestId
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

}
/**
 * elizaOS State
 */
state?: {

}
}
export interface ValidateResultMessage {
type: "validate.result"
re: RequestId
valid: boolean
}
export interface ActionInvokeMessage {
type: "action.invoke"
id: RequestId
parent?: RequestId
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

}
/**
 * elizaOS State
 */
state?: {

}
/**
 * elizaOS HandlerOptions, without functions
 */
options?: {

}
/**
 * elizaOS Memory[]: the responses so far
 */
responses?: {

}[]
}
/**
 * result: elizaOS ActionResult, or null
 */
export interface ActionResultMessage {
type: "action.result"
re: RequestId
result: ({

} | null)
}
/**
 * A content for the callback of the call named by parent
 */
export interface CallbackEmitMessage {
type: "callback.emit"
id: RequestId
parent: RequestId
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

}
}
export interface CallbackResultMessage {
type: "callback.result"
re: RequestId
memories: {

}[]
}
export interface ProviderGetMessage {
type: "provider.get"
id: RequestId
parent?: RequestId
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

}
/**
 * elizaOS State
 */
state?: {

}
}
/**
 * result: elizaOS ProviderResult, or null
 */
export interface ProviderResultMessage {
type: "provider.result"
re: RequestId
result: ({

} | null)
}
export interface EvaluatorInvokeMessage {
type: "evaluator.invoke"
id: RequestId
parent?: RequestId
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

}
/**
 * elizaOS State
 */
state?: {

}
/**
 * elizaOS HandlerOptions, without functions
 */
options?: {

}
/**
 * elizaOS Memory[]: the responses so far
 */
responses?: {

}[]
}
export interface EvaluatorResultMessage {
type: "evaluator.result"
re: RequestId
result: ({

} | null)
}
export interface ServiceStartMessage {
type: "service.start"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
service: string
}
/**
 * From the host: a method of an instance that runs in the guest. From a guest: a method of a service of the agent, by its type
 */
export interface ServiceCallMessage {
type: "service.call"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
/**
 * From the host: what service.start answered
 */
instance?: number
method: string
args: unknown[]
/**
 * From a guest: the service's type
 */
service?: string
}
export interface ServiceStopMessage {
type: "service.stop"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
instance: number
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
}
/**
 * route and method: the definition's path and type; path: the request's own
 */
export interface RouteHandleMessage {
type: "route.handle"
id: RequestId
parent?: RequestId
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

}
query?: {

}
headers?: {

}
/**
 * As the server parsed it: a map of JSON or of a form, a text, or bytes
 */
body?: {
[k: string]: unknown
}
/**
 * Path and query, as the client wrote them
 */
url?: string
/**
 * The body's bytes, where the server kept them. Stands alone where body is the same bytes
 */
rawBody?: {
[k: string]: unknown
}
/**
 * Of a multipart body
 */
files?: UploadedFile[]
}
/**
 * The whole response. headers: name to text or list of texts
 */
export interface RouteResponseMessage {
type: "route.response"
re: RequestId
status: number
headers?: {

}
/**
 * A text or bytes
 */
body?: {
[k: string]: unknown
}
/**
 * Instead of body: a value that the server writes as JSON
 */
json?: {
[k: string]: unknown
}
}
/**
 * Begins a response in chunks
 */
export interface RouteHeadMessage {
type: "route.head"
re: RequestId
status: number
headers?: {

}
}
/**
 * At most four may be ahead of route.more
 */
export interface RouteChunkMessage {
type: "route.chunk"
re: RequestId
seq: number
/**
 * A text or bytes
 */
data: {
[k: string]: unknown
}
}
/**
 * Ends a response in chunks; stands for route.response
 */
export interface RouteEndMessage {
type: "route.end"
re: RequestId
}
/**
 * The chunk has reached the client. re is the host's own request
 */
export interface RouteMoreMessage {
type: "route.more"
re: RequestId
seq: number
}
export interface EventEmitMessage {
type: "event.emit"
id: RequestId
parent?: RequestId
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
/**
 * The payload had a callback: callback.emit inside this request reaches it
 */
callback?: boolean
}
export interface EventResultMessage {
type: "event.result"
re: RequestId
}
export interface ModelInvokeMessage {
type: "model.invoke"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
model: string
/**
 * What elizaOS hands to the model: mostly a map; a text, bytes or null for some types
 */
params?: {
[k: string]: unknown
}
/**
 * The caller takes model.chunk
 */
stream?: boolean
}
/**
 * Of model.invoke, and of a host.call of useModel with stream
 */
export interface ModelChunkMessage {
type: "model.chunk"
re: RequestId
text: string
}
export interface ModelResultMessage {
type: "model.result"
re: RequestId
value: unknown
/**
 * elizaOS TokenUsage, where the model tells it
 */
usage?: {

}
finishReason?: string
}
export interface TaskExecuteMessage {
type: "task.execute"
id: RequestId
parent?: RequestId
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

}
options?: {

}
}
export interface TaskResultMessage {
type: "task.result"
re: RequestId
}
export interface TaskValidateMessage {
type: "task.validate"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
worker: string
/**
 * elizaOS Memory
 */
memory?: {

}
/**
 * elizaOS State
 */
state?: {

}
}
export interface HostCallMessage {
type: "host.call"
id: RequestId
parent?: RequestId
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
/**
 * useModel: the guest takes model.chunk
 */
stream?: boolean
/**
 * processActions and evaluate: the guest answers callback.emit inside this request
 */
callback?: boolean
}
export interface HostResultMessage {
type: "host.result"
re: RequestId
value: unknown
}
/**
 * A component that the plugin registers by its runtime, beyond its manifest. definition: as in the manifest; of a task, taskWorker
 */
export interface ComponentRegisterMessage {
type: "component.register"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
kind: ("action" | "provider" | "evaluator" | "service" | "event" | "model" | "task")
definition: {

}
}
export interface ComponentResultMessage {
type: "component.result"
re: RequestId
}
/**
 * Finish, then exit
 */
export interface ShutdownMessage {
type: "shutdown"
}
/**
 * The sender no longer wants an answer to its request
 */
export interface CancelMessage {
type: "cancel"
re: RequestId
}
export interface PingMessage {
type: "ping"
id: RequestId
parent?: RequestId
/**
 * What remains of the deadline, ms
 */
timeoutMs?: number
/**
 * W3C traceparent
 */
trace?: string
}
export interface PongMessage {
type: "pong"
re: RequestId
}
export interface LogMessage {
type: "log"
re?: RequestId
level: ("trace" | "debug" | "info" | "warn" | "error" | "fatal")
message: string
fields?: {

}
}
/**
 * The plugin read a setting that settings does not name; the host tells the user once
 */
export interface SettingMissingMessage {
type: "setting.missing"
name: string
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
}
