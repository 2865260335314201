using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GroundTransport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SuppliersSide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "deadline",
                table: "reservations",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "made",
                table: "request_keys",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "created_by",
                table: "rate_plans",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "direct_connects",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "created_at",
                table: "api_keys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "deadline",
                table: "reservations");

            migrationBuilder.DropColumn(
                name: "made",
                table: "request_keys");

            migrationBuilder.DropColumn(
                name: "created_by",
                table: "rate_plans");

            migrationBuilder.DropColumn(
                name: "version",
                table: "direct_connects");

            migrationBuilder.DropColumn(
                name: "created_at",
                table: "api_keys");
        }
    }
}
