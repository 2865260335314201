using System.Text;
using ConcurSimulator.Tokens;

namespace ConcurSimulator.PostBacks;

/// <summary>Whose messages Concur takes: a token that it issued or was given, or a user and password.</summary>
/// <param name="StaticToken">Accepted for ever, where it is set.</param>
public sealed record PostBackCredentials(string? StaticToken, string? User, string? Password)
{
    /// <summary>200, or the status to refuse with: 401 without an Authorization, 403 where it fails (expired tokens included).</summary>
    public int Check(string authorization, TokenService tokens)
    {
        if (authorization.Length == 0)
            return 401;
        var (scheme, value) = authorization.Split(' ', 2) is [var first, var rest] ? (first.ToUpperInvariant(), rest) : ("", "");
        var isGood = scheme switch
        {
            "OAUTH" or "BEARER" => tokens.IsGood(value) || (StaticToken is not null && value == StaticToken),
            "BASIC" => User is not null && value == Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")),
            _ => false,
        };
        return isGood ? 200 : 403;
    }
}
