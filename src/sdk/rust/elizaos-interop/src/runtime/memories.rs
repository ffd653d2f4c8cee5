//! The runtime's methods about memories, and about what of them is kept elsewhere.

use crate::memory::Memory;
use crate::runtime::host_methods;
use crate::value::Value;

host_methods! {
    /// Memories by elizaOS's query: `{tableName, roomId?, entityId?, count?, unique?, start?, end?, …}`.
    "getMemories" get_memories(query: value) -> Vec<Memory> = memories;

    /// The memory with that id, if there is one.
    "getMemoryById" get_memory_by_id(id: text) -> Option<Memory> = perhaps_memory;

    /// The memories with those ids, a list.
    "getMemoriesByIds" get_memories_by_ids(ids: value, table_name: perhaps_text) -> Vec<Memory> = memories;

    /// Memories by elizaOS's query: `{tableName, roomIds, limit?}`.
    "getMemoriesByRoomIds" get_memories_by_room_ids(query: value) -> Vec<Memory> = memories;

    /// Memories by elizaOS's query: `{worldId, count?, tableName?}`.
    "getMemoriesByWorldId" get_memories_by_world_id(query: value) -> Vec<Memory> = memories;

    /// Every memory of the agent.
    "getAllMemories" get_all_memories() -> Vec<Memory> = memories;

    /// Memories near an embedding, by elizaOS's query: `{tableName, embedding, match_threshold?, count?, roomId?, …}`.
    "searchMemories" search_memories(query: value) -> Vec<Memory> = memories;

    /// How many memories of a table a room has.
    "countMemories" count_memories(room_id: text, unique: perhaps_flag, table_name: perhaps_text) -> u64 = count;

    /// Embeddings of texts like one, by elizaOS's query: `{query_table_name, query_input, …}`. Each is `{embedding,
    /// levenshtein_score}`.
    "getCachedEmbeddings" get_cached_embeddings(query: value) -> Vec<Value> = list;

    /// Stores a memory in a table such as `messages`; `unique` is elizaOS's. Resolves to its id, a UUID.
    "createMemory" create_memory(memory: value, table_name: text, unique: flag) -> String = id;

    /// Changes the fields that are given, of the memory whose id is given. Resolves to whether there was one.
    "updateMemory" update_memory(memory: value) -> bool = flag;

    /// Deletes a memory.
    "deleteMemory" delete_memory(id: text) -> () = nothing;

    /// Deletes the memories with those ids, a list.
    "deleteManyMemories" delete_many_memories(ids: value) -> () = nothing;

    /// Deletes the memories of a room in a table.
    "deleteAllMemories" delete_all_memories(room_id: text, table_name: text) -> () = nothing;

    /// Deletes every memory of the agent.
    "clearAllAgentMemories" clear_all_agent_memories() -> () = nothing;

    /// The memory with an embedding, which a model makes of its text.
    "addEmbeddingToMemory" add_embedding_to_memory(memory: value) -> Memory = memory;

    /// Has an embedding made later; the priority is `high`, `normal` or `low`.
    "queueEmbeddingGeneration" queue_embedding_generation(memory: value, priority: perhaps_text) -> () = nothing;
}
