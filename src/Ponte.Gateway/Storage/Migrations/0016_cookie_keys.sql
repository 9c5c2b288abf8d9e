-- The keys of the dashboard's cookies, as ASP.NET writes them, sealed.
create table cookie_key (
    name text not null primary key,
    xml text not null,
    created_at bigint not null
);
