namespace GroundTransport.Application.ConcurApps;

/// <summary>Whether the token of an app may be used for receipts.</summary>
public enum ReceiptsScope
{
    /// <summary>Concur hasn't said what the token may be used for.</summary>
    Unknown,

    Granted,

    /// <summary>SAP Concur must add the scope <c>receipts.write</c> to the app; then it must be authorized again.</summary>
    Missing,
}

/// <summary>The scopes of a token, as Concur lists them with it.</summary>
public static class TokenScope
{
    /// <summary>Sending receipts, and looking for one that may have arrived.</summary>
    public const string Receipts = "receipts.write";

    public const int MaxCount = 100;

    private const int MaxLength = 60;

    /// <param name="scope">Names, separated by blanks.</param>
    public static ReceiptsScope ForReceipts(string scope) => scope.Length == 0 ? ReceiptsScope.Unknown
        : scope.Split(' ').Contains(Receipts, StringComparer.Ordinal) ? ReceiptsScope.Granted
        : ReceiptsScope.Missing;

    internal static bool IsName(string text) =>
        text.Length <= MaxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':' or '/');
}
