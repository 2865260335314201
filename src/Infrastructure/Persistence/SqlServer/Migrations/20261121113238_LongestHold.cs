using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GroundTransport.Infrastructure.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class LongestHold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "longest_hold",
                table: "fleet",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
            migrationBuilder.Sql(
                """
                UPDATE fleet SET longest_hold = COALESCE(
                    (SELECT MAX(held.taken_to - held.taken_from) FROM holds AS held
                     WHERE held.vendor_code = fleet.vendor_code AND held.vehicle_id = fleet.vehicle_id), 0)
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "longest_hold",
                table: "fleet");
        }
    }
}
