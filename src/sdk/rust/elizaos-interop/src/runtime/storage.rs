//! The runtime's methods about entities, tasks, the cache, logs, and what has happened.

use crate::runtime::host_methods;
use crate::value::Value;

host_methods! {
    /// elizaOS's `Entity` with that id, if there is one.
    "getEntityById" get_entity_by_id(id: text) -> Option<Value> = perhaps;

    /// The entities with those ids, a list.
    "getEntitiesByIds" get_entities_by_ids(ids: value) -> Vec<Value> = list;

    /// The entities in a room, with their components or without.
    "getEntitiesForRoom" get_entities_for_room(room_id: text, include_components: perhaps_flag) -> Vec<Value> = list;

    /// Creates an entity, elizaOS's `Entity`. Resolves to whether that was done.
    "createEntity" create_entity(entity: value) -> bool = flag;

    /// Creates entities, a list. Resolves to whether that was done.
    "createEntities" create_entities(entities: value) -> bool = flag;

    /// Changes an entity.
    "updateEntity" update_entity(entity: value) -> () = nothing;

    /// An entity's component of a type, elizaOS's `Component`, if there is one.
    "getComponent" get_component(
        entity_id: text, component_type: text, world_id: perhaps_text, source_entity_id: perhaps_text
    ) -> Option<Value> = perhaps;

    /// An entity's components.
    "getComponents" get_components(
        entity_id: text, world_id: perhaps_text, source_entity_id: perhaps_text
    ) -> Vec<Value> = list;

    /// Creates a component. Resolves to whether that was done.
    "createComponent" create_component(component: value) -> bool = flag;

    /// Changes a component.
    "updateComponent" update_component(component: value) -> () = nothing;

    /// Deletes a component.
    "deleteComponent" delete_component(id: text) -> () = nothing;

    /// The relationship of two entities, by elizaOS's query: `{sourceEntityId, targetEntityId}`.
    "getRelationship" get_relationship(query: value) -> Option<Value> = perhaps;

    /// An entity's relationships, by elizaOS's query: `{entityId, tags?}`.
    "getRelationships" get_relationships(query: value) -> Vec<Value> = list;

    /// Creates a relationship: `{sourceEntityId, targetEntityId, tags?, metadata?}`. Resolves to whether that was done.
    "createRelationship" create_relationship(relationship: value) -> bool = flag;

    /// Changes a relationship.
    "updateRelationship" update_relationship(relationship: value) -> () = nothing;

    /// elizaOS's `Task` with that id, if there is one.
    "getTask" get_task(id: text) -> Option<Value> = perhaps;

    /// Tasks by elizaOS's query: `{roomId?, entityId?, tags?}`.
    "getTasks" get_tasks(query: value) -> Vec<Value> = list;

    /// Tasks with that name, which is that of their worker.
    "getTasksByName" get_tasks_by_name(name: text) -> Vec<Value> = list;

    /// Creates a task, elizaOS's `Task`. Resolves to its id.
    "createTask" create_task(task: value) -> String = id;

    /// Changes the fields that are given of a task.
    "updateTask" update_task(id: text, task: value) -> () = nothing;

    /// Deletes a task.
    "deleteTask" delete_task(id: text) -> () = nothing;

    /// What is cached under a key, if anything is.
    "getCache" get_cache(key: text) -> Option<Value> = perhaps;

    /// Caches a value under a key. Resolves to whether that was done.
    "setCache" set_cache(key: text, value: value) -> bool = flag;

    /// Forgets what is cached under a key. Resolves to whether that was done.
    "deleteCache" delete_cache(key: text) -> bool = flag;

    /// Log entries in the agent's storage, by elizaOS's query: `{entityId?, roomId?, type?, count?, offset?}`.
    "getLogs" get_logs(query: value) -> Vec<Value> = list;

    /// Summaries of the agent's runs, by elizaOS's query: `{limit?, roomId?, status?, …}`. They are `{runs, total, hasMore}`.
    "getAgentRunSummaries" get_agent_run_summaries(query: value) -> Value = any;

    /// Stores a log entry: `{body, entityId, roomId, type}`. A line for people goes to the [`logger`](Self::logger).
    "log" log(entry: value) -> () = nothing;

    /// Deletes a log entry.
    "deleteLog" delete_log(id: text) -> () = nothing;

    /// What the actions for a message came to: elizaOS's `ActionResult`s.
    "getActionResults" get_action_results(message_id: text) -> Vec<Value> = list;

    /// Tells the agent's listeners of an event, or of several, a list.
    "emitEvent" emit_event(event: value, payload: value) -> () = nothing;

    /// Sends a content to a platform; the target is `{source, roomId?, channelId?, serverId?, entityId?, threadId?}`.
    "sendMessageToTarget" send_message_to_target(target: value, content: value) -> () = nothing;

    /// Ends when the agent is initialised.
    "initPromise" init_promise() -> () = nothing;
}
