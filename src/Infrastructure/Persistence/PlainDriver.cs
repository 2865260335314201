using System.Data.Common;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>The database through its driver alone, for the one read for which EF Core costs too much.</summary>
/// <param name="System">The database, as OpenTelemetry's conventions name it.</param>
/// <param name="Connect">A connection that isn't open yet.</param>
internal sealed record PlainDriver(string System, Func<DbConnection> Connect);
