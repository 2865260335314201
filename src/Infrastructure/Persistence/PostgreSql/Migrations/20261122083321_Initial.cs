using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GroundTransport.Infrastructure.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_key_uses",
                columns: table => new
                {
                    key_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    last_used_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_key_uses", x => x.key_id);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    role = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    vendor_codes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    created_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    expires_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    done_at = table.Column<long>(type: "bigint", nullable: false),
                    done = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    subject_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    vendor_codes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true, collation: "C"),
                    detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    key_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    key_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_state", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "commits",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    committed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_commits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "concur_apps",
                columns: table => new
                {
                    direct_connect_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    client_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    client_secret = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    geolocation = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    refresh_token = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    refresh_expires_at = table.Column<long>(type: "bigint", nullable: true),
                    access_token = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    access_until = table.Column<long>(type: "bigint", nullable: true),
                    token_geolocation = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    token_scope = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    what_to_do = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    last_answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    renewed_at = table.Column<long>(type: "bigint", nullable: true),
                    ask_again_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_concur_apps", x => x.direct_connect_id);
                });

            migrationBuilder.CreateTable(
                name: "counted_through",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    feed_position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counted_through", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "daily_counts",
                columns: table => new
                {
                    counted_on = table.Column<int>(type: "integer", nullable: false),
                    vendor_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false, collation: "C"),
                    measure = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    occurrences = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_daily_counts", x => new { x.counted_on, x.vendor_code, x.measure, x.detail });
                });

            migrationBuilder.CreateTable(
                name: "direct_connects",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    user_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    password_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    previous = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    vendor_codes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    times_are = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    post_back_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_direct_connects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_feed",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    identity = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    last_position = table.Column<long>(type: "bigint", nullable: false),
                    purged_through = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_feed", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    position = table.Column<long>(type: "bigint", nullable: true),
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    vendor_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    reservation_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: true),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    only_for_webhook = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true, collation: "C"),
                    data = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "exchanges",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    outcome = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    direct_connect_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    vendor_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reservation_id = table.Column<long>(type: "bigint", nullable: true),
                    correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    concur_correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    http_status = table.Column<int>(type: "integer", nullable: false),
                    why = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    duration_ms = table.Column<int>(type: "integer", nullable: false),
                    request_headers = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    request = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    answer_headers = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    answer = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchanges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fleet",
                columns: table => new
                {
                    vendor_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    vehicle_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    locks = table.Column<long>(type: "bigint", nullable: false),
                    longest_hold = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fleet", x => new { x.vendor_code, x.vehicle_id });
                });

            migrationBuilder.CreateTable(
                name: "holds",
                columns: table => new
                {
                    reservation_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    vendor_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    vehicle_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    taken_from = table.Column<long>(type: "bigint", nullable: false),
                    taken_to = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holds", x => new { x.reservation_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "job_leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "key_ring",
                columns: table => new
                {
                    friendly_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    xml = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_key_ring", x => x.friendly_name);
                });

            migrationBuilder.CreateTable(
                name: "last_notified",
                columns: table => new
                {
                    reservation_id = table.Column<long>(type: "bigint", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    notified_at = table.Column<long>(type: "bigint", nullable: false),
                    notified_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_last_notified", x => x.reservation_id);
                });

            migrationBuilder.CreateTable(
                name: "pending_concur_connections",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    principal = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    request_token = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    arrived_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    visitor = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pending_concur_connections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "post_backs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    reservation_id = table.Column<long>(type: "bigint", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    state_seq = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    direct_connect_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    vendor_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    payload = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    refusals = table.Column<int>(type: "integer", nullable: false),
                    concur_correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    sends = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                    sent_at = table.Column<long>(type: "bigint", nullable: true),
                    lease_owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    lease_token = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    last_answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_post_backs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pricing_secrets",
                columns: table => new
                {
                    vendor_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false, collation: "C"),
                    secret = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    previous_secret = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    previous_until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pricing_secrets", x => x.vendor_code);
                });

            migrationBuilder.CreateTable(
                name: "rate_plans",
                columns: table => new
                {
                    vendor_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    created_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rate_plans", x => new { x.vendor_code, x.version });
                });

            migrationBuilder.CreateTable(
                name: "receipt_images",
                columns: table => new
                {
                    reservation_id = table.Column<long>(type: "bigint", nullable: false),
                    content_type = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipt_images", x => x.reservation_id);
                });

            migrationBuilder.CreateTable(
                name: "receipt_users",
                columns: table => new
                {
                    direct_connect_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    passenger_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    set_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipt_users", x => new { x.direct_connect_id, x.passenger_key });
                });

            migrationBuilder.CreateTable(
                name: "receipts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    reservation_id = table.Column<long>(type: "bigint", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    direct_connect_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    vendor_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    is_adjustment = table.Column<bool>(type: "boolean", nullable: false),
                    images = table.Column<int>(type: "integer", nullable: false),
                    user_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    passenger_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    total_minor = table.Column<long>(type: "bigint", nullable: false),
                    tax_minor = table.Column<long>(type: "bigint", nullable: false),
                    payload = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    not_before = table.Column<long>(type: "bigint", nullable: false),
                    refusals = table.Column<int>(type: "integer", nullable: false),
                    may_have_arrived_before = table.Column<bool>(type: "boolean", nullable: false),
                    concur_receipt_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    status_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    accepted_at = table.Column<long>(type: "bigint", nullable: true),
                    details = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    concur_correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    sends = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                    sent_at = table.Column<long>(type: "bigint", nullable: true),
                    lease_owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    lease_token = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    last_answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "request_keys",
                columns: table => new
                {
                    scope = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    request_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    content = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reservation_id = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    made = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_request_keys", x => new { x.scope, x.request_key });
                });

            migrationBuilder.CreateTable(
                name: "reservation_history",
                columns: table => new
                {
                    reservation_id = table.Column<long>(type: "bigint", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    what = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    from_status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    to_status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    why = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    details = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    unnotified_since = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reservation_history", x => new { x.reservation_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "reservation_words",
                columns: table => new
                {
                    word = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    reservation_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reservation_words", x => new { x.word, x.reservation_id });
                });

            migrationBuilder.CreateTable(
                name: "reservations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    direct_connect_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    vendor_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    notify_version = table.Column<int>(type: "integer", nullable: false),
                    sold_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    confirmation_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    cancellation_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    unseen_since = table.Column<long>(type: "bigint", nullable: true),
                    acknowledged_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    acknowledged_at = table.Column<long>(type: "bigint", nullable: true),
                    receipt_user_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    ride = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    pending_change = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    service = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    deadline = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    assigned_at = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    decide_before_at = table.Column<long>(type: "bigint", nullable: true),
                    driver_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    driver_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    driver_phone = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    dropoff = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    ends_at = table.Column<long>(type: "bigint", nullable: false),
                    external_reference = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    flight = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    passenger = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    phone = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    pickup = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    pickup_at = table.Column<long>(type: "bigint", nullable: false),
                    progress = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    rate_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reservations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "signing_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    protected_secret = table.Column<byte[]>(type: "bytea", maxLength: 1000, nullable: false),
                    active_from = table.Column<long>(type: "bigint", nullable: false),
                    retired_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signing_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "vendors",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    phone = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    time_zone = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    decisions = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    close_after_hours = table.Column<int>(type: "integer", nullable: true),
                    receipts = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    pricing = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_vendors", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    webhook_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    event_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    reservation_id = table.Column<long>(type: "bigint", nullable: true),
                    last_status = table.Column<int>(type: "integer", nullable: false),
                    last_body = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    sends = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                    sent_at = table.Column<long>(type: "bigint", nullable: true),
                    lease_owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    lease_token = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    last_answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    types = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    vendor_codes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true, collation: "C"),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    disabled_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    failing_since = table.Column<long>(type: "bigint", nullable: true),
                    secret = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    previous_secret = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    previous_until = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhooks", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "catalog_state",
                columns: new[] { "id", "version" },
                values: new object[] { 1, 1L });

            migrationBuilder.InsertData(
                table: "counted_through",
                columns: new[] { "id", "feed_position" },
                values: new object[] { 1, 0L });

            migrationBuilder.InsertData(
                table: "event_feed",
                columns: new[] { "id", "identity", "last_position", "purged_through" },
                values: new object[] { 1, "", 0L, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audit_done_at_id",
                table: "audit",
                columns: new[] { "done_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_commits_committed_at",
                table: "commits",
                column: "committed_at");

            migrationBuilder.CreateIndex(
                name: "IX_direct_connects_token_hash",
                table: "direct_connects",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_direct_connects_user_name",
                table: "direct_connects",
                column: "user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_events_position",
                table: "events",
                column: "position");

            migrationBuilder.CreateIndex(
                name: "IX_events_reservation_id",
                table: "events",
                column: "reservation_id");

            migrationBuilder.CreateIndex(
                name: "IX_exchanges_at_id",
                table: "exchanges",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_exchanges_correlation_id",
                table: "exchanges",
                column: "correlation_id");

            migrationBuilder.CreateIndex(
                name: "IX_exchanges_reservation_id",
                table: "exchanges",
                column: "reservation_id");

            migrationBuilder.CreateIndex(
                name: "IX_holds_vendor_code_vehicle_id_taken_to_taken_from",
                table: "holds",
                columns: new[] { "vendor_code", "vehicle_id", "taken_to", "taken_from" });

            migrationBuilder.CreateIndex(
                name: "IX_pending_concur_connections_expires_at",
                table: "pending_concur_connections",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_post_backs_created_at_id",
                table: "post_backs",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_post_backs_reservation_id_seq",
                table: "post_backs",
                columns: new[] { "reservation_id", "seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_post_backs_state_due_at",
                table: "post_backs",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_created_at_id",
                table: "receipts",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_passenger_key_state",
                table: "receipts",
                columns: new[] { "passenger_key", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_reservation_id_seq",
                table: "receipts",
                columns: new[] { "reservation_id", "seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_state_due_at",
                table: "receipts",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_request_keys_expires_at",
                table: "request_keys",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_reservation_history_unnotified_since_reservation_id",
                table: "reservation_history",
                columns: new[] { "unnotified_since", "reservation_id" },
                filter: "unnotified_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_reservation_words_reservation_id",
                table: "reservation_words",
                column: "reservation_id");

            migrationBuilder.CreateIndex(
                name: "IX_reservations_changed_at_id",
                table: "reservations",
                columns: new[] { "changed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_reservations_confirmation_number",
                table: "reservations",
                column: "confirmation_number");

            migrationBuilder.CreateIndex(
                name: "IX_reservations_decide_before_at",
                table: "reservations",
                column: "decide_before_at");

            migrationBuilder.CreateIndex(
                name: "IX_reservations_external_reference",
                table: "reservations",
                column: "external_reference");

            migrationBuilder.CreateIndex(
                name: "IX_reservations_pickup_at_id",
                table: "reservations",
                columns: new[] { "pickup_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_reservations_sold_at_id",
                table: "reservations",
                columns: new[] { "sold_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_reservations_status_ends_at",
                table: "reservations",
                columns: new[] { "status", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "IX_reservations_unseen_since",
                table: "reservations",
                column: "unseen_since");

            migrationBuilder.CreateIndex(
                name: "IX_reservations_vendor_code_assigned_at",
                table: "reservations",
                columns: new[] { "vendor_code", "assigned_at" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_reservation_id_webhook_id_state_position",
                table: "webhook_deliveries",
                columns: new[] { "reservation_id", "webhook_id", "state", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_state_due_at",
                table: "webhook_deliveries",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_webhook_id_created_at_id",
                table: "webhook_deliveries",
                columns: new[] { "webhook_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_webhook_id_position",
                table: "webhook_deliveries",
                columns: new[] { "webhook_id", "position" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_key_uses");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "catalog_state");

            migrationBuilder.DropTable(
                name: "commits");

            migrationBuilder.DropTable(
                name: "concur_apps");

            migrationBuilder.DropTable(
                name: "counted_through");

            migrationBuilder.DropTable(
                name: "daily_counts");

            migrationBuilder.DropTable(
                name: "direct_connects");

            migrationBuilder.DropTable(
                name: "event_feed");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "exchanges");

            migrationBuilder.DropTable(
                name: "fleet");

            migrationBuilder.DropTable(
                name: "holds");

            migrationBuilder.DropTable(
                name: "job_leases");

            migrationBuilder.DropTable(
                name: "key_ring");

            migrationBuilder.DropTable(
                name: "last_notified");

            migrationBuilder.DropTable(
                name: "pending_concur_connections");

            migrationBuilder.DropTable(
                name: "post_backs");

            migrationBuilder.DropTable(
                name: "pricing_secrets");

            migrationBuilder.DropTable(
                name: "rate_plans");

            migrationBuilder.DropTable(
                name: "receipt_images");

            migrationBuilder.DropTable(
                name: "receipt_users");

            migrationBuilder.DropTable(
                name: "receipts");

            migrationBuilder.DropTable(
                name: "request_keys");

            migrationBuilder.DropTable(
                name: "reservation_history");

            migrationBuilder.DropTable(
                name: "reservation_words");

            migrationBuilder.DropTable(
                name: "reservations");

            migrationBuilder.DropTable(
                name: "signing_keys");

            migrationBuilder.DropTable(
                name: "vendors");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "webhooks");
        }
    }
}
