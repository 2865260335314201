using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GroundTransport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PostBackRefusals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "refusals",
                table: "post_backs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "refusals",
                table: "post_backs");
        }
    }
}
