/** Participants in storage. */
import { expect, test } from "bun:test";
import { entity, openStorage, room, uuid } from "./stored.ts";

/** A storage with two rooms and two people. */
async function lobby() {
  const storage = openStorage();
  const { adapter } = storage;
  const [ada, bob] = [entity(storage), entity(storage)];
  const [one, two] = [uuid(), uuid()];
  await adapter.createEntities([ada, bob]);
  await adapter.createRooms([room(storage, { id: one }), room(storage, { id: two })]);
  return { ...storage, ada, bob, one, two };
}

test("addParticipantsRoom() adds each once", async () => {
  const { adapter, ada, bob, one, two } = await lobby();
  expect(await adapter.addParticipantsRoom([ada.id], one)).toBe(true);
  expect(await adapter.addParticipantsRoom([ada.id, bob.id], one)).toBe(true);
  expect(await adapter.getParticipantsForRoom(one)).toEqual([ada.id, bob.id]);
  expect(await adapter.getParticipantsForRoom(two)).toEqual([]);
  expect(await adapter.isRoomParticipant(one, ada.id)).toBe(true);
  expect(await adapter.isRoomParticipant(two, ada.id)).toBe(false);
});

test("removeParticipant() says whether there was one", async () => {
  const { adapter, ada, bob, one } = await lobby();
  await adapter.addParticipantsRoom([ada.id, bob.id], one);
  expect(await adapter.removeParticipant(ada.id, one)).toBe(true);
  expect(await adapter.removeParticipant(ada.id, one)).toBe(false);
  expect(await adapter.getParticipantsForRoom(one)).toEqual([bob.id]);
});

test("getRoomsForParticipants() gives this agent's rooms, each once", async () => {
  const { adapter, ada, bob, one, two } = await lobby();
  await adapter.addParticipantsRoom([ada.id, bob.id], one);
  await adapter.addParticipantsRoom([bob.id], two);
  await adapter.addParticipantsRoom([bob.id], uuid());
  expect(await adapter.getRoomsForParticipant(ada.id)).toEqual([one]);
  expect(await adapter.getRoomsForParticipant(bob.id)).toEqual([one, two]);
  expect(await adapter.getRoomsForParticipants([ada.id, bob.id])).toEqual([one, two]);
  expect(await adapter.getRoomsForParticipants([])).toEqual([]);
});

test("getParticipantsForEntity() gives one for each room, with the entity", async () => {
  const { adapter, ada, one, two } = await lobby();
  for (const id of [one, two]) await adapter.addParticipantsRoom([ada.id], id);
  const participants = await adapter.getParticipantsForEntity(ada.id);
  expect(participants.map((participant) => participant.entity.id)).toEqual([ada.id, ada.id]);
  expect(new Set(participants.map(({ id }) => id)).size).toBe(2);
  expect(await adapter.getParticipantsForEntity(uuid())).toEqual([]);
});

test("a participant's user state is kept until it leaves", async () => {
  const { adapter, ada, bob, one, two } = await lobby();
  const { getParticipantUserState: stateOf, setParticipantUserState: setState } = adapter;
  await adapter.addParticipantsRoom([ada.id, bob.id], one);
  expect(await stateOf(one, ada.id)).toBe(null);
  await setState(one, ada.id, "MUTED");
  await setState(two, ada.id, "FOLLOWED");
  await adapter.addParticipantsRoom([ada.id], one);
  expect([await stateOf(one, ada.id), await stateOf(one, bob.id), await stateOf(two, ada.id)]).toEqual([
    "MUTED",
    null,
    null,
  ]);
  await setState(one, ada.id, null);
  expect(await stateOf(one, ada.id)).toBe(null);
});
