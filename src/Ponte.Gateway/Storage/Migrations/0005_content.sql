-- A Chatwoot message with several attachments is several messages on WhatsApp: each link says how many.
alter table message_link add column parts bigint not null default 1;
-- Deleted for everyone, on either side: the other side's echo is not carried back.
alter table message_link add column deleted bigint not null default 0;
