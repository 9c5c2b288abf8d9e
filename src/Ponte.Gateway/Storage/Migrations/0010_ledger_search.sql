-- For what people ask the ledger: what became of a chat's messages, and what was given up, which is rare. What waits has its own index since 0001.
create index delivery_chat on delivery (chat_id, id);
create index delivery_failed on delivery (instance_id, id) where state = 'failed';
create index delivery_discarded on delivery (instance_id, id) where state = 'discarded';
