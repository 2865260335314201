using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GroundTransport.Infrastructure.Persistence.Sqlite;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

/// <summary>Tests run side by side, and one that opens a connection before any has touched Infrastructure would find no SQLite (docs/decisions/0003).</summary>
internal static class SqliteFirst
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Before any test.")]
    internal static void Prepare() => _ = SqliteNative.Version;
}
