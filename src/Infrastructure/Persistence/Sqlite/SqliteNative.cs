using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>Which SQLite this process runs on, and how it comes to run on it (docs/decisions/0003).</summary>
/// <remarks>
/// Microsoft.Data.Sqlite was compiled against SQLitePCLRaw.core 2.1, which the runtime won't replace by the pinned
/// 2.0.6 on its own. And 2.0.6 bundles SQLite 3.35 of 2021, where the distribution's library has had its fixes.
/// Both are mended before the first connection, because no code of this assembly runs before its module initializer.
/// Code elsewhere that uses Microsoft.Data.Sqlite without this assembly has to touch this class first.
/// </remarks>
public static class SqliteNative
{
    private const string BundledLibrary = "e_sqlite3";
    private const string SystemLibrary = "libsqlite3.so.0";

    /// <summary>From 3.38 JSON is part of SQLite; an older system library may lack it, where the bundled one has it.</summary>
    private const int OldestSystemVersion = 3_038_000;

    /// <summary>
    /// Opened once and for all connections: two copies of SQLite in one process would break each other's file locks.
    /// </summary>
    private static readonly Lazy<nint> systemHandle = new(OpenSystemLibrary);

    /// <summary>What <c>sqlite_version()</c> answers, such as <c>3.46.1</c>.</summary>
    public static string Version
    {
        get
        {
            using var connection = new SqliteConnection();
            return connection.ServerVersion;
        }
    }

    /// <summary>Where the library came from: <c>system libsqlite3.so.0</c> or <c>bundled e_sqlite3</c>.</summary>
    public static string Source => systemHandle.Value != 0 ? $"system {SystemLibrary}" : $"bundled {BundledLibrary}";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The runtime must know before any caller can open a connection.")]
    internal static void Prepare()
    {
        // AppDomain, not AssemblyLoadContext.Default: tools such as dotnet-ef may load the product into a context of their own.
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
            new AssemblyName(wanted.Name).Name == "SQLitePCLRaw.core" ? typeof(raw).Assembly : null;

        // Zero sends the runtime on its usual way, which ends at the bundled library.
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (library, _, _) => library == BundledLibrary ? systemHandle.Value : 0);
    }

    private static nint OpenSystemLibrary()
    {
        if (!NativeLibrary.TryLoad(SystemLibrary, out var handle)) return 0;
        if (NativeLibrary.TryGetExport(handle, "sqlite3_libversion_number", out var export)
            && Marshal.GetDelegateForFunctionPointer<VersionNumber>(export)() >= OldestSystemVersion)
            return handle;
        NativeLibrary.Free(handle);
        return 0;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();
}
