namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Which database, and where.</summary>
/// <param name="MigrateOnStart">Whether start-up brings the schema up to date.</param>
public sealed record DatabaseSettings(string ConnectionString, bool MigrateOnStart);

/// <summary>What the first start finds or makes.</summary>
/// <param name="BootstrapKey">The first admin key; null: none is made.</param>
/// <param name="Demo">Whether the demo vendor, connection and key exist.</param>
public sealed record FirstStartSettings(string? BootstrapKey, bool Demo);
