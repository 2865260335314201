using System.Text;
using ConcurSimulator.Tokens;

namespace ConcurSimulator.PostBacks;

/// <summary>The credentials that the PostBack endpoint accepts beside the access tokens that were issued.</summary>
/// <param name="StaticToken">A token that never expires; null for none.</param>
/// <param name="User">For Basic authentication; null if it is not accepted.</param>
public sealed record PostBackCredentials(string? StaticToken, string? User, string? Password)
{
    /// <summary>200 if valid, 401 without an Authorization header, 403 if it is wrong or the token has expired.</summary>
    public int Check(string authorization, TokenService tokens)
    {
        if (authorization.Length == 0)
            return 401;
        var (scheme, value) = authorization.Split(' ', 2) is [var first, var rest] ? (first.ToUpperInvariant(), rest) : ("", "");
        var isValid = scheme switch
        {
            "OAUTH" or "BEARER" => tokens.IsValid(value) || (StaticToken is not null && value == StaticToken),
            "BASIC" => User is not null && value == Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")),
            _ => false,
        };
        return isValid ? 200 : 403;
    }
}
