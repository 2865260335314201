namespace Microsoft.SqlServer.Server;

/// <summary>
/// How a user-defined type of SQL Server is serialized. SqlClient loads this type for each parameter that it sends, whatever the
/// parameter's type is; the gateway has no user-defined type, and no value is ever read.
/// </summary>
public enum Format
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>As the fields lie in memory.</summary>
    Native,

    /// <summary>By the type's own methods.</summary>
    UserDefined,
}
