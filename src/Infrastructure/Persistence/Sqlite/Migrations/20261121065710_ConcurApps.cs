using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GroundTransport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ConcurApps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "concur_apps",
                columns: table => new
                {
                    direct_connect_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    client_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    client_secret = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    geolocation = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    refresh_token = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    refresh_expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    access_token = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    access_until = table.Column<long>(type: "INTEGER", nullable: true),
                    token_geolocation = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    what_to_do = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    last_answer = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    renewed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ask_again_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_concur_apps", x => x.direct_connect_id);
                });

            migrationBuilder.CreateTable(
                name: "job_leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "pending_concur_connections",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    principal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    request_token = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    arrived_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pending_concur_connections", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_pending_concur_connections_expires_at",
                table: "pending_concur_connections",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "concur_apps");

            migrationBuilder.DropTable(
                name: "job_leases");

            migrationBuilder.DropTable(
                name: "pending_concur_connections");
        }
    }
}
