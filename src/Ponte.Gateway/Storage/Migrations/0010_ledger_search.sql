-- What was given up is rare and is what people ask the ledger for. What waits has its own index since 0001.
create index delivery_failed on delivery (instance_id, id) where state = 'failed';
create index delivery_discarded on delivery (instance_id, id) where state = 'discarded';
