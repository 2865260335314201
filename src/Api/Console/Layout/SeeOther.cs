using Microsoft.Net.Http.Headers;

namespace GroundTransport.Api.Console.Layout;

/// <summary>After an action: a page to see, which can be reloaded without acting again.</summary>
public sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers[HeaderNames.Location] = path;
        return Task.CompletedTask;
    }
}
