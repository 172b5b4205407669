#!/bin/sh
# Run once by the postgres image on an empty volume: two roles and the database.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres \
    --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" <<'SQL'
CREATE ROLE seedbed_owner LOGIN PASSWORD :'owner';
CREATE ROLE seedbed_app LOGIN PASSWORD :'app';
CREATE DATABASE seedbed OWNER seedbed_owner;
REVOKE ALL ON DATABASE seedbed FROM PUBLIC;
GRANT CONNECT ON DATABASE seedbed TO seedbed_app;
SQL
