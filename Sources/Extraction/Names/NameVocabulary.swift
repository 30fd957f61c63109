/// The word lists that reading names goes by, each with its reason.
enum NameVocabulary {
    /// Particles and copula endings that may follow a name without a space, in the order they may be chained.
    static let particles = words(
        """
        은 는 이 가 을 를 의 에 에서 서 에게 에게서 께 께서 한테 로 으로 와 과 랑 이랑 도 만 까지 부터 보다 처럼 마다 조차 마저 밖에 뿐
        대로 만큼 같이 라도 이라도 나 이나 든 이든 든지 이든지 란 이란 라는 이라는 라고 이라고 라며 이라며 라면 이라면 라서 이라서
        로서 으로서 로써 으로써 며 이며 고 이고 다 이다 였다 이었다 였던 이었던 입니다 이에요 예요 인 이자 자 지만 이지만 인데 인지
        이냐 니까 이니까 요 이요 하고 치고 커녕 임 일 이던 던 였으며 이었으며 였고 이었고 였지만 이었지만 에선 에겐 로는 로도 이야
        이라지만 라지만 이라던 라던 이라면서 라면서 인가 인가요 이죠 죠 이네요 네요 군요 이군요 거든요 아 야 이여 여 씩 엔 로부터
        """
    )

    /// Particles that only follow a consonant.
    static let afterConsonant = Set(words("은 이 을 과 으로 이랑 이나 이든 이란 이라는 이라고 이라며 이라면 이라서 으로서 으로써 이며 이고 이다 이었다"))

    /// Particles that only follow a vowel; 로 and its kin also follow ㄹ.
    static let afterVowel = Set(words("는 가 를 와 랑 나 든 란 라는 라고 라며 라면 라서 며 였다 였던 예요"))
    static let afterVowelOrRieul = Set(words("로 로서 로써 로는 로도 로부터"))

    /// Latin words that make an organization of a place before them: Georgia Power, Tokyo Electron.
    static let placedOrganizationEndings = WordSet(
        words(
            """
            Power Electric Energy Utilities Bank University College Institute Times Post Herald Tribune Journal Chronicle Gazette Airlines Airways
            Motors Electron Steel Telecom Technologies Semiconductor Ventures Capital Partners Robotics Labs Group Supercomputing Legislature
            Foundation Museum Hospital Railway Exchange
            """
        )
    )

    /// Nouns that are written together with a name and leave it what it is: 엔비디아측, 구글코리아, 삼성전자주.
    static let suffixes = words(
        """
        측 씨 님 들 사 그룹 본사 지사 법인 주식 주가 주 판 용 식 산 발 표 계 향 행 형 급 간 내 외 등 군 팀 출신 대표 회장 사장 의장
        제 기반 관련 전용 코리아 재팬 아메리카 차이나 인도 클라우드 데이터센터 서버 칩 모델 앱 정부 당국 경제 증시 시장 기업 업체 연합
        진영 동맹 생태계 플랫폼 서비스 개발사 제조사 운영사 모회사 자회사 창업자 최고경영자 임직원 직원 이사회 대변인 공장 캠퍼스 사옥
        대통령 총리 장관 부회장 부사장 교수 박사 의원 후보 감독 기자 작가 배우 선수 전 때 쪽 편 파 표 호 전용 인 군 령 풍 권 지역 지방 현지
        """
    )

    /// One-syllable words written together before a name: 옛트위터, 친트럼프, 반테슬라.
    static let prefixes = Set("옛구친반탈범대주전현신".unicodeScalars.map(\.value))

    /// Words that look like names and are terms: they never become a name of their own.
    static let genericTerms = WordSet(genericTermList)
    static let genericTermList = words(
        """
        AI AGI ASI GPU CPU NPU TPU DPU LLM SLM LMM VLM API SDK IT ICT IoT AR VR XR MR SNS CEO CTO CFO COO CIO CPO CMO CSO CISO VC PE IPO
        M&A PC OS SW HW SaaS PaaS IaaS HBM DRAM NAND SSD HDD ESG MOU LOI 5G 6G LTE 4G OTT QR PDF FAQ UX UI IR PR HR RPA ML DL NLP RAG MCP
        RLHF GAN CNN모델 EV ADAS SoC ASIC FPGA PCB MLCC OLED LCD LED TV TF R&D B2B B2C B2G D2C O2O P2P GDP CPI MW GW TWh MWh GWh kWh kW BESS ESS
        PPA REC RE100 AIDC IDC센터 MAU DAU ARR ROI KPI YoY QoQ ETF ADR S&P FP4 FP8 FP16 INT8 I/O DX AX CXL PIM EUV DUV TSV MOE MoE
        """
    )

    /// Words that are no names of their own: bodies without a name, common nouns and their compounds.
    static let institutions = CommonNouns()

    /// Titles that stand behind a name: 젠슨 황 CEO, 김민수 대표.
    static let titles = words(
        """
        CEO CTO CFO COO CIO CPO CMO CSO CRO CDO CAIO CISO CHRO CLO PD 대표 대표이사 공동대표 각자대표 부대표 지사장 법인장 회장 부회장 명예회장 사장 부사장 전무 상무 이사 사외이사
        이사장 부이사장 의장 부의장 총재 부총재 원장 부원장 소장 부소장 센터장 본부장 부문장 사업부장 실장 팀장 그룹장 파트장 랩장 리더 매니저 디렉터 최고경영자 최고기술책임자
        최고재무책임자 최고운영책임자 최고제품책임자 최고전략책임자 최고마케팅책임자 최고인사책임자 최고법률책임자 최고정보책임자 최고보안책임자 최고과학책임자 최고과학자 최고투자책임자 최고매출책임자
        최고AI책임자 최고데이터책임자 최고정보보호책임자 총괄 총괄사장 창업자 공동창업자 창립자 공동창립자 설립자 공동설립자 교수 명예교수 석좌교수 부교수 조교수 박사 연구원 연구위원 선임연구원
        수석연구원 책임연구원 연구소장 수석 수석부회장 수석비서관 비서관 보좌관 기자 특파원 앵커 칼럼니스트 대통령 부통령 총리 부총리 장관 차관 의원 국회의원 상원의원 하원의원 주지사 도지사 군수
        위원장 부위원장 위원 대변인 애널리스트 이코노미스트 전략가 엔지니어 변호사 판사 대법관 검사 검찰총장 대사 특사 왕세자 국왕 총통 감독 작가 배우 총장 부총장 학장 교장 사무총장 국장 과장 차장
        부장 처장 청장 단장 은행장 행장 씨 선수 코치 조합원 병장 상병 일병 이병 경사 경위 경장 경감 경정 총경 형사 목사 신부 스님 아나운서 해설위원 지청장 구청장 사단장
        """
    )

    static let titleSet = WordSet(titles)

    /// Titles by which a bracket names the head of the organization before it: 그래파이(대표 김민수).
    static let bracketTitles = WordSet(words("대표 대표이사 공동대표 원장 회장 사장 총장 의장 이사장 소장 은행장 행장 청장 시장 군수 구청장 총재 CEO"))

    /// Korean family names of one syllable, the ninety most common.
    static let surnames = Set(
        """
        김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예
        """.unicodeScalars.map(\.value).filter { $0 >= 0xAC00 }
    )

    /// Korean family names of two syllables.
    static let longSurnames = Set(words("제갈 남궁 황보 선우 독고 사공 서문 동방"))

    /// Words of three or two syllables that begin with a family name's syllable and stand before titles.
    static let notGivenNames = Set(
        words(
            """
            한국의 국내의 우리의 정부의 주요한 이번의 신임의 이전의 최고의 한국인 미국인 중국인 일본인 전현직 고위급 전직의 현직의 주한미 여성의 남성의
            유명한 차기의 임시의 명예의 이사회 주주총 연구소 대학원 전문의 지역의 민간의 공동의 기존의 오늘의 내일의 인공지 반도체 국제적 세계적 전략적
            도널드 미스터 주식회 유한회 한미일 여야의 오너의 부총리 부의장 부위원 신규의 전임의 후임의 안정적 민주당 국민의 정의당 원내대
            마지막 강력한 유명한 유사한 안전한 신속한 정확한 명확한 이러한 심각한 편리한 성실한 공정한 정당한 이어서 위해서 한국서 서울서 국회서 현지서 전국서 공항서
            인사팀 홍보팀 마케팅 기획팀 경영진 안보리 공정위 금융위 방통위 과방위 기재부 국방부 외교부 교육부 환경부 법무부 한국계 조선족 연합회 위원회
            """
        )
    )

    /// Ends of a single word that make it an organization, and nothing else: 케이투인베스트먼트, 코난테크놀로지.
    static let organizationEndings = words(
        """
        캐피털 캐피탈 벤처스 벤처투자 인베스트먼트 인베스트 파트너스 테크놀로지 테크놀로지스 자산운용 홀딩스 리서치 랩스 시스템즈 시스템스 엔터테인먼트
        네트웍스 네트워크스 솔루션즈 솔루션스 바이오로직스 파마 제약 투자증권 증권 저축은행 연구원 진흥원 평가원 개발원 위원회 협회 연합회
        진흥회 협의회 협의체 학회 재단 공사 공단 대학교 로보틱스 모빌리티 머티리얼즈 일렉트릭 일렉트로닉스 반도체 세미컨덕터 인더스트리 에너지솔루션
        병원 의료원 여대 의대 교육청 상공회의소 테크노파크 창조경제혁신센터 커뮤니케이션즈 커뮤니케이션 소프트웨어 소프트 시큐리티 헬스케어 게임즈 스튜디오스 스튜디오 미디어 인터내셔널 인터랙티브 컴퍼니 코퍼레이션 그룹
        """
    )

    /// Latin words that end an organization's name, dropped for its short form.
    static let latinOrganizationEndings = WordSet(
        words(
            """
            Inc Inc. Corp Corp. Ltd Ltd. LLC LLP PLC Plc GmbH AG SA SE Co. Labs Lab Laboratories Laboratory Capital Ventures Venture Partners Technologies
            Technology Systems Research Holdings Holding Group Interactive Robotics Networks Network Entertainment Studios Studio Company Corporation
            Foundation Semiconductor Semiconductors Microelectronics Electronics Electric Energy Motors Automotive Aerospace Dynamics Industries
            Industrial Manufacturing Materials Software Solutions Services Computing Computers Devices Instruments Photonics Analytics Intelligence
            Security Media Pictures Games Gaming Music Press Publishing Communications Telecom Wireless Mobile Cloud Data Health Healthcare
            Therapeutics Pharma Pharmaceuticals Biosciences Biotech Sciences Bank Bancorp Financial Finance Insurance Securities Investments
            Investment Advisors Advisers Management Asset Equity Associates Consulting Institute University College Airlines Logistics Power
            Utilities Solar Nuclear Fusion Trust Fund Alliance Initiative Collective Society Council Center Centre Works
            """
        )
    )

    /// Words behind a model's or a chip's name that belong to it, with or without a number.
    static let modifiers = Set(
        words(
            """
            pro mini max ultra turbo flash nano lite plus air sonnet opus haiku heavy preview instruct thinking codex medium large small micro
            super ti beta alpha code coder vision voice image video audio high low fast exp experimental reasoning base chat omni next deep
            인스트럭트 싱크 씽크 리저닝 코딩 보이스 프로 미니 맥스 울트라 터보 플래시 나노 라이트 플러스 에어 소넷 오퍼스 하이쿠 헤비 프리뷰 씽킹 코덱스 미디엄 라지 스몰 슈퍼 베타 코더 비전 옴니
            """
        )
    )

    /// Particles that may follow a number that is part of a name; the others (만, 인, 사, 도, 이) also begin units.
    static let versionParticles = words(
        "은 는 이 가 을 를 의 에 에서 와 과 로 으로 부터 까지 보다 처럼 용 기반 모델 버전 시리즈 라는 이라는 라고 이라고 이다 입니다 이며 며 출시 공개 칩 제품 도 에는 에서는 로는 으로는 에도 와의 과의"
    )

    static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map { String($0).replacing("_", with: " ") }
    }
}

extension String {
    /// The scalars as numbers, the form names are compared in.
    var scalarValues: [UInt32] { unicodeScalars.map(\.value) }
}
