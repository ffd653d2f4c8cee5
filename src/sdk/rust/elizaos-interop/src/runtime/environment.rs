//! The runtime's methods about worlds, rooms, and who is in them.

use crate::runtime::host_methods;
use crate::value::Value;

host_methods! {
    /// elizaOS's `Room` with that id, if there is one.
    "getRoom" get_room(id: text) -> Option<Value> = perhaps;

    /// The rooms of a world.
    "getRooms" get_rooms(world_id: text) -> Vec<Value> = list;

    /// The rooms with those ids, a list.
    "getRoomsByIds" get_rooms_by_ids(ids: value) -> Vec<Value> = list;

    /// The rooms of a world, as the storage has them.
    "getRoomsByWorld" get_rooms_by_world(world_id: text) -> Vec<Value> = list;

    /// Ids of the rooms that an entity is in.
    "getRoomsForParticipant" get_rooms_for_participant(entity_id: text) -> Vec<String> = ids;

    /// Ids of the rooms that the entities with those ids, a list, are in.
    "getRoomsForParticipants" get_rooms_for_participants(entity_ids: value) -> Vec<String> = ids;

    /// Creates a room, elizaOS's `Room`. Resolves to its id.
    "createRoom" create_room(room: value) -> String = id;

    /// Creates rooms, a list. Resolves to their ids.
    "createRooms" create_rooms(rooms: value) -> Vec<String> = ids;

    /// Changes a room.
    "updateRoom" update_room(room: value) -> () = nothing;

    /// Deletes a room.
    "deleteRoom" delete_room(id: text) -> () = nothing;

    /// Deletes the rooms of a world.
    "deleteRoomsByWorldId" delete_rooms_by_world_id(world_id: text) -> () = nothing;

    /// Creates a room unless it exists.
    "ensureRoomExists" ensure_room_exists(room: value) -> () = nothing;

    /// Ids of the entities in a room.
    "getParticipantsForRoom" get_participants_for_room(room_id: text) -> Vec<String> = ids;

    /// An entity's participations: `{id, entity}` each.
    "getParticipantsForEntity" get_participants_for_entity(entity_id: text) -> Vec<Value> = list;

    /// Whether an entity is in a room.
    "isRoomParticipant" is_room_participant(room_id: text, entity_id: text) -> bool = flag;

    /// `FOLLOWED`, `MUTED` or none.
    "getParticipantUserState" get_participant_user_state(room_id: text, entity_id: text) -> Option<String> = perhaps_text;

    /// Puts an entity into a room. Resolves to whether that was done.
    "addParticipant" add_participant(entity_id: text, room_id: text) -> bool = flag;

    /// Puts the entities with those ids, a list, into a room. Resolves to whether that was done.
    "addParticipantsRoom" add_participants_room(entity_ids: value, room_id: text) -> bool = flag;

    /// Takes an entity out of a room. Resolves to whether that was done.
    "removeParticipant" remove_participant(entity_id: text, room_id: text) -> bool = flag;

    /// `FOLLOWED`, `MUTED` or none.
    "setParticipantUserState" set_participant_user_state(room_id: text, entity_id: text, state: value) -> () = nothing;

    /// Puts an entity into a room unless it is there.
    "ensureParticipantInRoom" ensure_participant_in_room(entity_id: text, room_id: text) -> () = nothing;

    /// elizaOS's `World` with that id, if there is one.
    "getWorld" get_world(id: text) -> Option<Value> = perhaps;

    /// Every world of the agent.
    "getAllWorlds" get_all_worlds() -> Vec<Value> = list;

    /// Creates a world, elizaOS's `World`. Resolves to its id.
    "createWorld" create_world(world: value) -> String = id;

    /// Changes a world.
    "updateWorld" update_world(world: value) -> () = nothing;

    /// Deletes a world.
    "removeWorld" remove_world(id: text) -> () = nothing;

    /// Creates a world unless it exists.
    "ensureWorldExists" ensure_world_exists(world: value) -> () = nothing;

    /// Creates what a message needs, a map: `{entityId, roomId, worldId, userName?, name?, source?, type?, channelId?, …}`.
    "ensureConnection" ensure_connection(connection: value) -> () = nothing;

    /// Creates what the messages of many entities in many rooms need; entities and rooms are lists.
    "ensureConnections" ensure_connections(entities: value, rooms: value, source: text, world: value) -> () = nothing;
}
