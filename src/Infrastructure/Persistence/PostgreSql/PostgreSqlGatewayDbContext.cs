using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GroundTransport.Infrastructure.Persistence.PostgreSql;

/// <summary>The gateway's database on PostgreSQL.</summary>
public sealed class PostgreSqlGatewayDbContext(DbContextOptions<PostgreSqlGatewayDbContext> options) : GatewayDbContext(options)
{
    // Ids and codes compare and sort by their bytes, whatever the database's own language is.
    protected override string? Collation => "C";
}

/// <summary>For <c>dotnet ef migrations add</c>, which needs a context without a host.</summary>
internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlGatewayDbContext>
{
    public PostgreSqlGatewayDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlGatewayDbContext>().UseNpgsql("Host=design-time").Options);
}
