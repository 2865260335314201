using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GroundTransport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CommitMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "commits",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    committed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_commits", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_commits_committed_at",
                table: "commits",
                column: "committed_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "commits");
        }
    }
}
