using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GroundTransport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WireLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "exchanges",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    direct_connect_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    vendor_code = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reservation_id = table.Column<long>(type: "INTEGER", nullable: true),
                    correlation_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    concur_correlation_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    http_status = table.Column<int>(type: "INTEGER", nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    duration_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    request = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchanges", x => x.id);
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "exchanges");
        }
    }
}
