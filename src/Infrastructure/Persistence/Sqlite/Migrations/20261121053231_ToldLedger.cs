using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GroundTransport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ToldLedger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "must_tell",
                table: "reservations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "sends",
                table: "post_backs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "state_seq",
                table: "post_backs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "told",
                columns: table => new
                {
                    reservation_id = table.Column<long>(type: "INTEGER", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    told_at = table.Column<long>(type: "INTEGER", nullable: false),
                    told_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told", x => x.reservation_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_reservations_changed_at",
                table: "reservations",
                column: "changed_at");

            // What an earlier release told isn't known: it counts as told, or the sweep would tell all of it again.
            migrationBuilder.Sql("UPDATE reservations SET must_tell = version");
            migrationBuilder.Sql("UPDATE post_backs SET state_seq = seq");
            migrationBuilder.Sql("INSERT INTO told (reservation_id, seq, status, told_at, told_by, correlation_id) SELECT id, version, status, changed_at, 'before the ledger', correlation_id FROM reservations");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "told");

            migrationBuilder.DropIndex(
                name: "IX_reservations_changed_at",
                table: "reservations");

            migrationBuilder.DropColumn(
                name: "must_tell",
                table: "reservations");

            migrationBuilder.DropColumn(
                name: "sends",
                table: "post_backs");

            migrationBuilder.DropColumn(
                name: "state_seq",
                table: "post_backs");
        }
    }
}
