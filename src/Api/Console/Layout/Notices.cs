using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace GroundTransport.Api.Console.Layout;

/// <summary>The kinds of notices, by the colours of state.</summary>
public enum NoticeKind
{
    Good,

    /// <summary>Done, with something to look at.</summary>
    Warning,
    Wrong,
}

/// <summary>What happened, in a sentence at the top of the next page.</summary>
public sealed record Notice(NoticeKind Kind, string Text);

/// <summary>
/// Carries a notice from an action to the page that it leads to: in an encrypted cookie, because another node may answer.
/// </summary>
public sealed class Notices(IDataProtectionProvider protection)
{
    private const string CookieName = "groundtransport-notice";
    private const int MaxLength = 600;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly ITimeLimitedDataProtector protector =
        protection.CreateProtector("GroundTransport.Console.Notice").ToTimeLimitedDataProtector();

    /// <summary>Keeps a notice for the next page.</summary>
    public void Keep(HttpContext context, NoticeKind kind, string text)
    {
        var value = $"{kind}\n{(text.Length > MaxLength ? text[..MaxLength] : text)}";
        var sealedValue = protector.Protect(Encoding.UTF8.GetBytes(value), Lifetime);
        context.Response.Cookies.Append(CookieName, Convert.ToBase64String(sealedValue), Options);
    }

    /// <summary>The notice for this page, once; null: none.</summary>
    public Notice? Take(HttpContext context)
    {
        if (Page.IsReread(context.Request) || context.Request.Cookies[CookieName] is not { } cookie)
            return null;
        context.Response.Cookies.Delete(CookieName, Options);
        try
        {
            var parts = Encoding.UTF8.GetString(protector.Unprotect(Convert.FromBase64String(cookie))).Split('\n', 2);
            return new Notice(Enum.Parse<NoticeKind>(parts[0]), parts[1]);
        }
        catch (Exception unreadable) when (unreadable is FormatException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options => new() { SameSite = SameSiteMode.Strict, Path = ConsolePaths.Root };
}
