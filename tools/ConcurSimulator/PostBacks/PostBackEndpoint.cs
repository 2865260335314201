using ConcurSimulator.Heard;
using ConcurSimulator.Tokens;
using ConcurSimulator.Wire;

namespace ConcurSimulator.PostBacks;

/// <summary>Where the gateway tells each status. Checks what it hears, keeps it, and answers as the fault script says.</summary>
public sealed class PostBackEndpoint(
    HeardLedger ledger, TokenService tokens, PostBackCredentials credentials, FaultScript script, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    public const string Path = "/api/tws/v1.0/Limo/PostBack";

    private const int LongestMessage = 256 * 1024;

    private readonly FaultPlayer player = new(clock, lifetime.ApplicationStopping);

    public async Task Answer(HttpContext context)
    {
        // Drawn whatever becomes of the message, so that the n-th one meets its fate in each run.
        var fault = script.Next();
        var authorized = credentials.Check(context.Request.Headers.Authorization.ToString(), tokens);
        if (authorized != 200)
        {
            ledger.RefuseCredentials();
            await Answers.Write(context, authorized, Answers.HttpError("The Authorization header is missing, or its token isn't valid", clock.GetUtcNow()));
            return;
        }
        if (await Read(context.Request) is not { } body)
        {
            await Refuse(context, Unheard(context, "It is longer than 256 KB, or was cut off."), 400);
            return;
        }
        var message = Message.Read(body);
        string[] problems = [.. HeaderProblems(context.Request), .. message.Problems];
        var heard = new HeardMessage(message, body, problems, Gateway(context), Own(context));
        if (problems.Length > 0)
            await Refuse(context, heard, IsForm(message, context.Request) ? 200 : 400);
        else
            await Take(context, heard, fault);
    }

    private async Task Take(HttpContext context, HeardMessage heard, Fault? fault)
    {
        var delivery = ledger.Arrive(heard, fault?.Name ?? Delivery.Success);
        var isWhole = false;
        try
        {
            if (fault is not null)
            {
                isWhole = await player.Play(context, fault);
            }
            else
            {
                await Answers.Write(context, 200, Answers.Success);
                isWhole = true;
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // Nobody waits for the answer any more, or the server stops: what isn't whole must not look like an answer.
            context.Abort();
        }
        finally
        {
            ledger.Answered(delivery, isWhole && !context.RequestAborted.IsCancellationRequested);
        }
    }

    private async Task Refuse(HttpContext context, HeardMessage heard, int status)
    {
        var delivery = ledger.Arrive(heard, Delivery.Refused);
        var why = string.Join(' ', heard.Problems);
        await Answers.Write(context, status, status == 200 ? Answers.Error(why) : Answers.HttpError(why, clock.GetUtcNow()));
        ledger.Answered(delivery, acknowledged: false);
    }

    private static HeardMessage Unheard(HttpContext context, string problem) =>
        new(Message.Read([]), [], [problem], Gateway(context), Own(context));

    /// <summary>What is wrong with it as HTTP is answered as HTTP; what is wrong with its content, by an Error.</summary>
    private static bool IsForm(Message message, HttpRequest request) => message.IsXml && !HeaderProblems(request).Any();

    private static IEnumerable<string> HeaderProblems(HttpRequest request)
    {
        if (request.Headers.TransferEncoding.Count > 0)
            yield return "It came chunked: Concur doesn't support that.";
        else if (request.ContentLength is null)
            yield return "It came without Content-Length.";
        if (!string.Equals(request.ContentType, "application/xml", StringComparison.OrdinalIgnoreCase))
            yield return $"Its Content-Type is '{request.ContentType}' instead of application/xml.";
    }

    private static async Task<byte[]?> Read(HttpRequest request)
    {
        var buffer = new byte[LongestMessage + 1];
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
            return length > LongestMessage ? null : buffer[..length];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Gateway(HttpContext context) => context.Request.Headers[CorrelationIds.Header].ToString();

    private static string Own(HttpContext context) => context.Response.Headers[CorrelationIds.Header].ToString();
}
