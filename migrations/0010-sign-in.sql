-- Tables of sign-in, in a schema of their own that only the sign-in role reads and writes. Shapes and names are better-auth 1.7.25's (as its own
-- compileMigrations gives them for our settings; a test asks it whether anything is missing). The application role cannot even name them: it
-- learns of a session only through the functions of 0002.

create table {{auth}}."user" (
  "id" text not null primary key,
  "name" text not null,
  -- better-auth wants one; ours end in .invalid and nothing is ever sent
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  "username" text unique,
  "role" text,
  "banned" boolean,
  "banReason" text,
  "banExpires" timestamptz,
  "twoFactorEnabled" boolean,
  -- set: the password was given by an administrator, opens nothing but the change of itself, and dies then
  "oneTimeUntil" timestamptz,
  "createdBy" text
);

create table {{auth}}."session" (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  -- last use, to the minute
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references {{auth}}."user" ("id") on delete cascade,
  "impersonatedBy" text check ("impersonatedBy" is null)
);
create index "session_userId_idx" on {{auth}}."session" ("userId");

create table {{auth}}."account" (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references {{auth}}."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  -- argon2id
  "password" text check ("password" like '$argon2id$%'),
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null
);
create index "account_userId_idx" on {{auth}}."account" ("userId");

create table {{auth}}."verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);
create index "verification_identifier_idx" on {{auth}}."verification" ("identifier");

create table {{auth}}."twoFactor" (
  "id" text not null primary key,
  -- both encrypted under the secret of sign-in
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references {{auth}}."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on {{auth}}."twoFactor" ("secret");
create index "twoFactor_userId_idx" on {{auth}}."twoFactor" ("userId");

create table {{auth}}."rateLimit" (
  "id" text not null primary key,
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);

-- Wrong passwords per account, ours: better-auth counts by address only. The subject is a keyed hash of what was typed as a name, so that names which
-- belong to nobody are delayed alike, and a password typed into the wrong field is not kept.
create table {{auth}}.sign_in_delay (
  subject bytea primary key check (length(subject) = 32),
  failures integer not null,
  last_at timestamptz not null,
  closed_until timestamptz
);
-- Codes of the second factor that were presented a moment ago: each opens at most one door. Keyed hashes as well.
create table {{auth}}.used_code (
  code bytea primary key check (length(code) = 32),
  at timestamptz not null default clock_timestamp()
);
create index used_code_by_age on {{auth}}.used_code (at);
create index sign_in_delay_by_age on {{auth}}.sign_in_delay (last_at);

grant select, insert, update, delete on all tables in schema {{auth}} to {{auth_role}};
