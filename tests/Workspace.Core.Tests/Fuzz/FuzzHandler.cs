using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Fuzz;

/// <summary>Gives recorded answers, some of them spoilt.</summary>
internal sealed class FuzzHandler : HttpMessageHandler
{
    // Far more than any call makes of the few things that the service has.
    private const int MostRequests = 1000;

    private readonly Dictionary<string, int> _given = [];
    private readonly RecordedAnswers _answers;
    private readonly IReadOnlyList<string> _secrets;
    private readonly FuzzMutator _mutator;
    private readonly int _which;
    private int _requests;
    private int _armedRequests;

    public FuzzHandler(RecordedAnswers answers, Random random, IReadOnlyList<string> secrets)
    {
        _answers = answers;
        _secrets = secrets;
        _mutator = new FuzzMutator(random, secrets);
        _which = random.Next(100) switch
        {
            < 50 => 0,
            < 65 => 1,
            < 75 => 2,
            _ => -1,
        };
    }

    /// <summary>Answers are spoilt from now on: one of them, or all.</summary>
    public bool IsArmed { get; set; }

    /// <summary>A secret came as the id of something, and the client asked for that.</summary>
    public bool IsSecretAsked { get; private set; }

    /// <summary>The spoilt answers.</summary>
    public List<(string Request, FuzzAnswer Answer)> Spoilt { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (++_requests > MostRequests)
        {
            throw new FuzzEndlessException($"The call makes more than {MostRequests} requests.");
        }

        IsSecretAsked |= _secrets.Any(secret => request.RequestUri!.OriginalString.Contains(secret[..10], StringComparison.Ordinal));
        FuzzAnswer valid = _answers.Find(request, _given);
        FuzzAnswer answer = valid.Copy();
        if (IsArmed && (_which < 0 || _armedRequests++ == _which))
        {
            _mutator.Spoil(answer, _answers.PiecesOf(valid));
            if (Spoilt.Count < 20)
            {
                Spoilt.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", answer));
            }
        }

        return Task.FromResult(answer.ToMessage());
    }
}
