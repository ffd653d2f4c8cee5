//! Every method of elizaOS's runtime that the host offers has one of its own here, with the same positional arguments.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::BTreeSet;

use elizaos::runtime_members::HOST_METHODS;
use elizaos::{ActionCall, Result, Runtime, json};
use serde_json::{Value as Wire, json as wire};
use support::Host;

/// elizaOS's name and the arguments that it is to get, and our method with the arguments that make them.
macro_rules! methods {
    ($($method:literal $args:tt = $name:ident($($arg:expr),*);)*) => {
        /// Calls each in turn, whatever comes of it.
        async fn call_all(runtime: &Runtime) {
            $(let _ = runtime.$name($($arg),*).await;)*
        }

        fn expected() -> Vec<(&'static str, Wire, &'static str)> {
            vec![$(($method, wire!($args), stringify!($name))),*]
        }
    };
}

methods! {
    "getMemories" [{"q": 1}] = get_memories(json!({"q": 1}));
    "getMemoryById" ["id"] = get_memory_by_id("id");
    "getMemoriesByIds" [["a", "b"]] = get_memories_by_ids(["a", "b"], None);
    "getMemoriesByIds" [["a"], "facts"] = get_memories_by_ids(["a"], Some("facts"));
    "getMemoriesByRoomIds" [{"q": 1}] = get_memories_by_room_ids(json!({"q": 1}));
    "getMemoriesByWorldId" [{"q": 1}] = get_memories_by_world_id(json!({"q": 1}));
    "getAllMemories" [] = get_all_memories();
    "searchMemories" [{"q": 1}] = search_memories(json!({"q": 1}));
    "countMemories" ["room"] = count_memories("room", None, None);
    "countMemories" ["room", null, "facts"] = count_memories("room", None, Some("facts"));
    "countMemories" ["room", true] = count_memories("room", Some(true), None);
    "getCachedEmbeddings" [{"q": 1}] = get_cached_embeddings(json!({"q": 1}));
    "createMemory" [{"m": 1}, "facts", false] = create_memory(json!({"m": 1}), "facts", false);
    "updateMemory" [{"m": 1}] = update_memory(json!({"m": 1}));
    "deleteMemory" ["id"] = delete_memory("id");
    "deleteManyMemories" [["a"]] = delete_many_memories(["a"]);
    "deleteAllMemories" ["room", "facts"] = delete_all_memories("room", "facts");
    "clearAllAgentMemories" [] = clear_all_agent_memories();
    "addEmbeddingToMemory" [{"m": 1}] = add_embedding_to_memory(json!({"m": 1}));
    "queueEmbeddingGeneration" [{"m": 1}, "low"] = queue_embedding_generation(json!({"m": 1}), Some("low"));
    "getRoom" ["id"] = get_room("id");
    "getRooms" ["world"] = get_rooms("world");
    "getRoomsByIds" [["a"]] = get_rooms_by_ids(["a"]);
    "getRoomsByWorld" ["world"] = get_rooms_by_world("world");
    "getRoomsForParticipant" ["entity"] = get_rooms_for_participant("entity");
    "getRoomsForParticipants" [["a"]] = get_rooms_for_participants(["a"]);
    "createRoom" [{"r": 1}] = create_room(json!({"r": 1}));
    "createRooms" [[{"r": 1}]] = create_rooms(json!([{"r": 1}]));
    "updateRoom" [{"r": 1}] = update_room(json!({"r": 1}));
    "deleteRoom" ["id"] = delete_room("id");
    "deleteRoomsByWorldId" ["world"] = delete_rooms_by_world_id("world");
    "ensureRoomExists" [{"r": 1}] = ensure_room_exists(json!({"r": 1}));
    "getParticipantsForRoom" ["room"] = get_participants_for_room("room");
    "getParticipantsForEntity" ["entity"] = get_participants_for_entity("entity");
    "isRoomParticipant" ["room", "entity"] = is_room_participant("room", "entity");
    "getParticipantUserState" ["room", "entity"] = get_participant_user_state("room", "entity");
    "addParticipant" ["entity", "room"] = add_participant("entity", "room");
    "addParticipantsRoom" [["a"], "room"] = add_participants_room(["a"], "room");
    "removeParticipant" ["entity", "room"] = remove_participant("entity", "room");
    "setParticipantUserState" ["room", "entity", null] = set_participant_user_state("room", "entity", json!(null));
    "ensureParticipantInRoom" ["entity", "room"] = ensure_participant_in_room("entity", "room");
    "getEntityById" ["id"] = get_entity_by_id("id");
    "getEntitiesByIds" [["a"]] = get_entities_by_ids(["a"]);
    "getEntitiesForRoom" ["room", true] = get_entities_for_room("room", Some(true));
    "createEntity" [{"e": 1}] = create_entity(json!({"e": 1}));
    "createEntities" [[{"e": 1}]] = create_entities(json!([{"e": 1}]));
    "updateEntity" [{"e": 1}] = update_entity(json!({"e": 1}));
    "getWorld" ["id"] = get_world("id");
    "getAllWorlds" [] = get_all_worlds();
    "createWorld" [{"w": 1}] = create_world(json!({"w": 1}));
    "updateWorld" [{"w": 1}] = update_world(json!({"w": 1}));
    "removeWorld" ["id"] = remove_world("id");
    "ensureWorldExists" [{"w": 1}] = ensure_world_exists(json!({"w": 1}));
    "ensureConnection" [{"c": 1}] = ensure_connection(json!({"c": 1}));
    "ensureConnections" [[], [], "source", {"w": 1}] = ensure_connections(json!([]), json!([]), "source", json!({"w": 1}));
    "getComponent" ["entity", "type"] = get_component("entity", "type", None, None);
    "getComponents" ["entity", null, "source"] = get_components("entity", None, Some("source"));
    "createComponent" [{"c": 1}] = create_component(json!({"c": 1}));
    "updateComponent" [{"c": 1}] = update_component(json!({"c": 1}));
    "deleteComponent" ["id"] = delete_component("id");
    "getRelationship" [{"q": 1}] = get_relationship(json!({"q": 1}));
    "getRelationships" [{"q": 1}] = get_relationships(json!({"q": 1}));
    "createRelationship" [{"r": 1}] = create_relationship(json!({"r": 1}));
    "updateRelationship" [{"r": 1}] = update_relationship(json!({"r": 1}));
    "getTask" ["id"] = get_task("id");
    "getTasks" [{"q": 1}] = get_tasks(json!({"q": 1}));
    "getTasksByName" ["name"] = get_tasks_by_name("name");
    "createTask" [{"t": 1}] = create_task(json!({"t": 1}));
    "updateTask" ["id", {"t": 1}] = update_task("id", json!({"t": 1}));
    "deleteTask" ["id"] = delete_task("id");
    "getCache" ["key"] = get_cache("key");
    "setCache" ["key", null] = set_cache("key", json!(null));
    "deleteCache" ["key"] = delete_cache("key");
    "getLogs" [{"q": 1}] = get_logs(json!({"q": 1}));
    "getAgentRunSummaries" [{"q": 1}] = get_agent_run_summaries(json!({"q": 1}));
    "log" [{"l": 1}] = log(json!({"l": 1}));
    "deleteLog" ["id"] = delete_log("id");
    "useModel" ["TEXT_SMALL", {"p": 1}] = use_model("TEXT_SMALL", json!({"p": 1}));
    "generateText" ["input", {"o": 1}] = generate_text("input", json!({"o": 1}));
    "composeState" [{"m": 1}] = compose_state(json!({"m": 1}), &[], false);
    "composeState" [{"m": 1}, ["TIME"], true] = compose_state(json!({"m": 1}), &["TIME"], true);
    "processActions" [{"m": 1}, [], {"s": 1}] = process_actions(json!({"m": 1}), json!([]), json!({"s": 1}));
    "evaluate" [{"m": 1}, null, true, null, []] = evaluate(json!({"m": 1}), json!(null), true, json!([]));
    "getActionResults" ["id"] = get_action_results("id");
    "emitEvent" [["A", "B"], {"p": 1}] = emit_event(["A", "B"], json!({"p": 1}));
    "sendMessageToTarget" [{"t": 1}, {"c": 1}] = send_message_to_target(json!({"t": 1}), json!({"c": 1}));
    "getServiceLoadPromise" ["peer"] = get_service_load_promise("peer");
    "initPromise" [] = init_promise();
}

#[elizaos::action(name = "ALL")]
async fn all(call: ActionCall) -> Result<()> {
    call_all(call.runtime()).await;
    // Waits for nothing, unlike all others.
    call.runtime().set_setting("KEY", "value", true);
    Ok(())
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "ALL"}]}"#,
    actions: [all],
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[test]
fn runtime_has_a_method_for_each_that_the_host_offers() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "ALL", wire!({}));
    let mut seen = BTreeSet::new();
    for (method, args, name) in expected() {
        let asked = host.next();
        assert_eq!((&asked["method"], &asked["args"]), (&wire!(method), &args));
        assert_eq!(snake_case(method), name);
        seen.insert(method);
        assert!(host.is_idle());
        host.send(
            wire!({"type": "error", "re": asked["id"], "code": "host_failed", "message": "no"}),
        );
    }
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["args"]),
        (&wire!("setSetting"), &wire!(["KEY", "value", true]))
    );
    seen.insert("setSetting");
    assert_eq!(host.next()["type"], "action.result");
    let offered: BTreeSet<&str> = HOST_METHODS.iter().copied().collect();
    assert_eq!(seen, offered);
}
